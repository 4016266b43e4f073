package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.TrialSlot;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.TrialResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The state of a running fork: its issues, its stored trials, and whether it can go on. */
final class ForkLog {

  private final String runConfigId;
  private final int number;
  private final RunConfigResults results;
  private final Instant startedAt = Instant.now();
  private final List<Issue> issues = new ArrayList<>();
  private final ForkTally tally = new ForkTally();
  private List<TrialResult> stored;

  /**
   * Begins a fork.
   *
   * @param stored its trials that are on disk already, and are not executed again
   */
  ForkLog(String runConfigId, int number, RunConfigResults results, List<TrialResult> stored) {
    this.runConfigId = runConfigId;
    this.number = number;
    this.results = results;
    this.stored = List.copyOf(stored);
  }

  int number() {
    return number;
  }

  ForkTally tally() {
    return tally;
  }

  List<TrialResult> stored() {
    return stored;
  }

  /** Returns the trial of an earlier process, if there is one. */
  Optional<TrialResult> stored(TrialSlot slot) {
    return stored.stream()
        .filter(t -> t.kind() == slot.kind() && t.trial() == slot.number())
        .findFirst();
  }

  boolean isMissing(TrialSlot slot) {
    return stored(slot).isEmpty();
  }

  /** Raises an issue if some trials are on disk, and the others come from a second process. */
  void raiseIfResumed() {
    if (!stored.isEmpty()) {
      raise(
          Issue.info(
              "fork-resumed",
              "fork "
                  + number
                  + " was interrupted after "
                  + stored.size()
                  + " trials; the rest comes from a second process."));
    }
  }

  /** Begins a new process, which does not repeat the trials of those before it. */
  void nextProcess() {
    stored = results.trialsOf(number);
  }

  void count(TrialResult trial) {
    tally.count(trial).ifPresent(this::raise);
  }

  /** Adds an issue to the fork alone: the run config has it already. */
  void note(Issue issue) {
    issues.add(issue);
  }

  /** Adds an issue to the fork and its run config. */
  void raise(Issue issue) {
    issues.add(issue);
    results.raise(issue);
  }

  /** Ends the fork: adds its noise flags, and returns its result. */
  ForkResult result(Fork.Ended ended, boolean isolated, long loadNanos) {
    issues.addAll(results.flagsOf(number));
    return new ForkResult(
        runConfigId,
        number,
        tally.status(),
        isolated,
        startedAt,
        ended.startNanos(),
        loadNanos,
        ended.endNanos(),
        issues,
        tally.failure(),
        ended.artifacts());
  }
}
