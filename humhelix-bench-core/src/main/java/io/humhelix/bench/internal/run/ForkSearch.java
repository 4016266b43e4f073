package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.TrialSlot;
import io.humhelix.bench.internal.scenario.TrialTask;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The search of a fork for the highest sustained load. A step may kill the process, since the
 * search also tries the load at which a system breaks. The search then runs again in a new process,
 * and does not repeat the steps whose results are known.
 */
final class ForkSearch {

  /** Each lost process costs a load of the model, or a deadline. */
  private static final int MOST_LOST_PROCESSES = 3;

  private final Scenario scenario;
  private final TrialRunner trials;
  private final TimeLimits limits;
  private final RunConfigResults results;
  private final ForkLog log;
  private Scenario load;
  private OptionalDouble peak = OptionalDouble.empty();
  private int lostProcesses;

  /**
   * Begins a fork.
   *
   * @param scenario with the load of the definition, where the search begins
   */
  ForkSearch(
      Scenario scenario,
      TrialRunner trials,
      TimeLimits limits,
      RunConfigResults results,
      ForkLog log) {
    this.scenario = scenario;
    this.trials = trials;
    this.limits = limits;
    this.results = results;
    this.log = log;
    load = scenario;
  }

  /** Returns whether a peak is to be searched. */
  boolean isWanted() {
    return load.search().isPresent();
  }

  /** Returns the load for measured trials: the peak, or that of the definition. */
  Scenario load() {
    return load;
  }

  /** Returns the highest sustained load, once the search has found it. */
  OptionalDouble peak() {
    return peak;
  }

  /**
   * Searches.
   *
   * @return false if the process was lost, and the search must continue in a new one
   * @throws IOException if a result could not be stored
   */
  boolean run(Fork fork) throws IOException {
    PeakRun steps = PeakRun.of(scenario).orElseThrow();
    StoredSearch stored = new StoredSearch(log.stored());
    for (Optional<Scenario> next = steps.next(); next.isPresent(); next = steps.next()) {
      Optional<TrialResult> known = stored.take(next.get());
      if (known.isEmpty() && limits.endsSearch()) {
        steps.cut(PeakRun.TIME_IS_UP);
        break;
      }
      TrialResult result =
          known.isPresent() ? known.get() : execute(fork, steps, next.get(), stored.number());
      if (log.tally().over()) {
        return true;
      }
      steps.report(result);
      if (known.isEmpty() ? isLost(fork, result) : wasLost(result, stored)) {
        boolean canGoOn = steps.peak().isPresent() && fork.isolated();
        lostProcesses += known.isEmpty() ? 1 : 0;
        if (!canGoOn || lostProcesses >= MOST_LOST_PROCESSES) {
          steps.cut(PeakRun.SYSTEM_LOST);
        }
        if (canGoOn && known.isEmpty()) {
          log.raise(PeakRun.processLost(log.number(), result));
          return false;
        }
      }
    }
    end(steps, fork.usable());
    return true;
  }

  private TrialResult execute(Fork fork, PeakRun steps, Scenario next, int number)
      throws IOException {
    TrialSlot slot = new TrialSlot(TrialKind.SEARCH, number, number);
    UnderLoad asked = UnderLoad.of(next).in(steps.step().orElseThrow());
    return trials.run(fork, log, new TrialTask(slot, next), asked);
  }

  /** A timeout of the backend itself, such as a late answer of a server, loses no process. */
  private static boolean isLost(Fork fork, TrialResult step) {
    return !fork.usable() || ForkTally.endsProcess(step);
  }

  /** A stored trial lost its process if it may have, and no further one followed. */
  private static boolean wasLost(TrialResult trial, StoredSearch stored) {
    return ForkTally.losesProcess(trial) && stored.isOver();
  }

  private void end(PeakRun steps, boolean usable) {
    peak = steps.peak();
    load = steps.atPeak();
    // A fork without time for its search does not spoil the forks that were measured.
    boolean left = peak.isEmpty() && steps.outOfTime() && results.measured() > 0;
    steps
        .issue()
        .map(i -> left ? Issue.warning(i.code(), i.message(), i.remedy()) : i)
        .ifPresent(log::raise);
    if (peak.isPresent() && usable) {
      return;
    }
    ForkTally tally = log.tally();
    tally.end();
    if (steps.failed().isPresent()) {
      tally.worsen(steps.failed().get().status(), steps.failed().get().failure());
    } else if (!left) {
      tally.worsen(TrialStatus.INVALID, Optional.empty());
    }
  }
}
