package io.humhelix.bench.internal.run;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.internal.live.TrialStatuses;
import io.humhelix.bench.internal.measure.TrialSlot;
import io.humhelix.bench.internal.scenario.TrialTask;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Executes one fork: load, first call, warm-up, measured trials, close. Used once. A search may
 * cost it its process, since the load at which a system breaks is among those that are tried; it
 * goes on in a fresh one, as an interrupted fork does when its run is resumed.
 */
final class ForkRunner {

  /** Each of them costs a load of the model, or a deadline. */
  private static final int MOST_LOST_PROCESSES = 3;

  private final RunServices run;
  private final RunConfigRunner owner;
  private final RunConfig runConfig;
  private final ForkPlan plan;
  private final Supplier<Fork> forks;
  private final int number;
  private final List<Issue> issues = new ArrayList<>();
  private final Instant startedAt = Instant.now();
  private final ForkTally tally = new ForkTally();
  private List<TrialResult> stored;
  private Fork fork;
  private Scenario load;
  private OptionalDouble peak = OptionalDouble.empty();
  private int lostProcesses;
  private boolean processLost;
  private boolean cancelled;

  /**
   * Prepares a fork.
   *
   * @param forks makes its process, and another one if that is lost during a search
   * @param stored trials that an interrupted run has of it already: they are not executed again
   */
  ForkRunner(
      RunServices run,
      RunConfigRunner owner,
      ForkPlan plan,
      Supplier<Fork> forks,
      int number,
      List<TrialResult> stored) {
    this.run = run;
    this.owner = owner;
    this.runConfig = owner.runConfig();
    this.plan = plan;
    load = plan.scenario();
    this.forks = forks;
    fork = forks.get();
    this.number = number;
    this.stored = List.copyOf(stored);
  }

  /**
   * Executes it.
   *
   * @throws IOException if a result could not be kept; the system is closed all the same
   */
  ForkResult run() throws IOException {
    stored.forEach(this::count);
    boolean needed = !tally.over() && plan.slots().stream().anyMatch(slot -> isMissing(slot));
    Fork.Ended ended = new Fork.Ended(0, 0, List.of(), List.of());
    long loadNanos = stored.isEmpty() ? 0 : stored.get(0).loadNanos();
    if (needed) {
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
      ended = execute();
      while (processLost) {
        ended = ended.then(goOn());
      }
      loadNanos = fork.loadNanos();
    }
    ended.issues().forEach(this::raise);
    owner.flagsOf(number).forEach(issues::add);
    return new ForkResult(
        runConfig.id(),
        number,
        tally.status(),
        fork.isolated(),
        startedAt,
        ended.startNanos(),
        loadNanos,
        ended.endNanos(),
        issues,
        tally.failure(),
        ended.artifacts());
  }

  private Fork.Ended goOn() throws IOException {
    processLost = false;
    stored = owner.trials().stream().filter(trial -> trial.fork() == number).toList();
    fork = forks.get();
    return execute();
  }

  private Fork.Ended execute() throws IOException {
    try {
      openAndMeasure();
    } catch (Throwable thrown) {
      // Not even an error of the harness leaves a worker behind: the host's process may live on.
      try {
        fork.close().issues().forEach(this::raise);
      } catch (IOException | RuntimeException e) {
        thrown.addSuppressed(e);
      }
      throw thrown;
    }
    return fork.close();
  }

  private void openAndMeasure() throws IOException {
    Optional<Failure> failure = fork.open();
    if (failure.isEmpty()) {
      trials();
    } else {
      cancelled = run.cancellation().requested();
      TrialStatus status = TrialStatuses.of(failure.get());
      tally.worsen(cancelled ? TrialStatus.CANCELLED : status, failure);
    }
  }

  private boolean isMissing(TrialSlot slot) {
    return stored(slot).isEmpty();
  }

  private void trials() throws IOException {
    boolean toSearch = load.search().isPresent();
    for (TrialSlot slot : plan.slots()) {
      boolean measured = slot.kind() == TrialKind.MEASURED;
      if (toSearch && measured && !tally.over()) {
        toSearch = false;
        search();
        if (processLost) {
          return;
        }
      }
      boolean missing = isMissing(slot);
      if (tally.over() || measured && missing && !owner.mayMeasure()) {
        leaveOut(slot);
        return;
      }
      if (missing) {
        trial(slot, plan.task(slot, load));
      } else if (!measured) {
        // A second process has to be warm before it is measured, even if its warm-up is on disk.
        warmUpAgain(slot);
      }
      owner.passed(number, plan.passesAfter(slot));
    }
  }

  /**
   * Takes note of why this slot and those after it are left out. A bad trial before does not
   * matter: what was cancelled, or had no time, is made when the run is resumed.
   */
  private void leaveOut(TrialSlot first) {
    List<TrialSlot> slots = plan.slots();
    boolean missing =
        slots.subList(slots.indexOf(first), slots.size()).stream().anyMatch(s -> isMissing(s));
    if (!missing || tally.lost()) {
      return;
    }
    if (run.cancellation().requested()) {
      // The last trial may have ended before the request was seen; the fork is cut off anyway.
      cancelled = true;
      tally.worsen(TrialStatus.CANCELLED, Optional.empty());
    } else {
      owner.budgetIssue().ifPresent(issues::add);
    }
  }

  /** Returns whether trials are missing because the run was cancelled. */
  boolean cancelled() {
    return cancelled;
  }

  /** Finds the highest load that is sustained; steps that are on disk are not made again. */
  private void search() throws IOException {
    PeakRun steps = PeakRun.of(plan.scenario()).orElseThrow();
    int step = 0;
    for (Optional<Scenario> next = steps.next(); next.isPresent(); next = steps.next()) {
      TrialSlot slot = new TrialSlot(TrialKind.SEARCH, ++step, step);
      Optional<TrialResult> known = stored(slot);
      if (known.isEmpty() && owner.timeIsUp()) {
        steps.cut(PeakRun.TIME_IS_UP);
        break;
      }
      TrialResult result =
          known.isPresent() ? known.get() : trial(slot, new TrialTask(slot, next.get()));
      if (tally.over()) {
        return;
      }
      steps.report(result);
      if (known.isEmpty() ? isLost(result) : wasLost(result, step)) {
        boolean canGoOn = steps.peak().isPresent() && fork.isolated();
        lostProcesses += known.isEmpty() ? 1 : 0;
        if (!canGoOn || lostProcesses >= MOST_LOST_PROCESSES) {
          steps.cut(PeakRun.SYSTEM_LOST);
        }
        if (canGoOn && known.isEmpty()) {
          processLost = true;
          raise(PeakRun.processLost(number, result));
          return;
        }
      }
    }
    found(steps);
  }

  /** A step whose deadline was the backend's own, as that of a server's answer, costs nothing. */
  private boolean isLost(TrialResult step) {
    return !fork.usable() || ForkTally.endsProcess(step);
  }

  /** Of a step on disk it is not known whose deadline it was, unless the search went on. */
  private boolean wasLost(TrialResult step, int number) {
    return ForkTally.losesProcess(step)
        && stored(new TrialSlot(TrialKind.SEARCH, number + 1, number + 1)).isEmpty();
  }

  private void found(PeakRun steps) {
    boolean others = owner.trials().stream().anyMatch(t -> t.kind() == TrialKind.MEASURED);
    peak = steps.peak();
    load = steps.atPeak();
    // A fork for which no time was left takes nothing from those that were measured.
    boolean left = peak.isEmpty() && steps.outOfTime() && others;
    steps
        .issue()
        .map(i -> left ? Issue.warning(i.code(), i.message(), i.remedy()) : i)
        .ifPresent(this::raise);
    if (peak.isPresent() && fork.usable()) {
      return;
    }
    tally.end();
    if (steps.failed().isPresent()) {
      tally.worsen(steps.failed().get().status(), steps.failed().get().failure());
    } else if (!left) {
      tally.worsen(TrialStatus.INVALID, Optional.empty());
    }
  }

  private Optional<TrialResult> stored(TrialSlot slot) {
    return stored.stream()
        .filter(t -> t.kind() == slot.kind() && t.trial() == slot.number())
        .findFirst();
  }

  private void warmUpAgain(TrialSlot slot) {
    Fork.Executed executed = fork.trial(plan.task(slot, load));
    if (executed.status() != TrialStatus.OK) {
      tally.worsen(executed.status(), executed.failure());
    }
    takeLoss(executed);
    if (executed.status() != TrialStatus.OK || !fork.usable() || run.cancellation().requested()) {
      tally.end();
    }
  }

  /** A system that was ended for a cancelled run is no failure of its own. */
  private void takeLoss(Fork.Executed executed) {
    if (!run.cancellation().requested()) {
      executed.lossAfter().ifPresent(tally::lose);
    }
  }

  private TrialResult trial(TrialSlot slot, TrialTask task) throws IOException {
    run.notifier()
        .tell(
            "trialStarted",
            l ->
                l.trialStarted(
                    new RunEvents.TrialStarted(runConfig, slot.kind(), number, slot.number())));
    Instant began = Instant.now();
    Fork.Executed executed = fork.trial(task);
    Optional<EffectiveSut> effective = fork.effective();
    TrialResult result =
        owner
            .assembler()
            .assemble(
                new TrialAssembler.Ended(
                    slot.kind(),
                    number,
                    slot.number(),
                    executed.status(),
                    began,
                    fork.loadNanos(),
                    executed.calls().calls(),
                    owner.system().mismatch(effective),
                    executed.issues(),
                    executed.sampled(),
                    executed.failure(),
                    task.plain()
                        ? Optional.empty()
                        : Optional.of(new UnderLoad(task.scenario(), executed.calls(), peak))));
    owner.accept(result, effective);
    count(result);
    takeLoss(executed);
    boolean needsProcess = slot.kind() != TrialKind.SEARCH;
    if (needsProcess && !fork.usable() || run.cancellation().requested()) {
      tally.end();
    }
    return result;
  }

  private void count(TrialResult result) {
    tally.count(result).ifPresent(this::raise);
  }

  private void raise(Issue issue) {
    issues.add(issue);
    owner.raise(issue);
  }
}
