package io.humhelix.bench.internal.run;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.internal.measure.TrialSlot;
import io.humhelix.bench.internal.scenario.TrialTask;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.Artifact;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Executes one fork: load, first call, warm-up, measured trials, close. Used once. */
final class ForkRunner {

  /** An engine that failed so often in a row will not recover. */
  private static final int MOST_FAILURES_IN_A_ROW = 2;

  private final Surroundings run;
  private final RunConfigRunner owner;
  private final RunConfig runConfig;
  private final ForkPlan plan;
  private final Fork fork;
  private final int number;
  private final List<TrialResult> stored;
  private final List<Issue> issues = new ArrayList<>();
  private final Instant startedAt = Instant.now();
  private TrialStatus status = TrialStatus.OK;
  private Optional<Failure> failure = Optional.empty();
  private Scenario load;
  private OptionalDouble peak = OptionalDouble.empty();
  private int failuresInARow;
  private boolean over;

  /** Whether its own failures were the end of it, so that there is nothing to go on with. */
  private boolean lost;

  private boolean cancelled;

  /**
   * Prepares a fork.
   *
   * @param stored trials that an interrupted run has of it already: they are not executed again
   */
  ForkRunner(
      Surroundings run,
      RunConfigRunner owner,
      ForkPlan plan,
      Fork fork,
      int number,
      List<TrialResult> stored) {
    this.run = run;
    this.owner = owner;
    this.runConfig = owner.runConfig();
    this.plan = plan;
    load = plan.scenario();
    this.fork = fork;
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
    boolean needed = !over && plan.slots().stream().anyMatch(slot -> isMissing(slot));
    Fork.Ended ended = new Fork.Ended(0, 0, List.of(), List.of());
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
    }
    List<Artifact> artifacts = ended.artifacts();
    ended.issues().forEach(this::raise);
    owner.flagsOf(number).forEach(issues::add);
    return new ForkResult(
        runConfig.id(),
        number,
        status,
        fork.isolated(),
        startedAt,
        ended.startNanos(),
        needed ? fork.loadNanos() : stored.get(0).loadNanos(),
        ended.endNanos(),
        issues,
        failure,
        artifacts);
  }

  private Fork.Ended execute() throws IOException {
    Optional<IOException> broken = Optional.empty();
    try {
      failure = fork.open();
      failure.ifPresent(f -> status = TrialStatuses.of(f));
      if (failure.isPresent() && run.cancellation().requested()) {
        status = TrialStatus.CANCELLED;
        cancelled = true;
      } else if (failure.isEmpty()) {
        trials();
      }
    } catch (IOException e) {
      broken = Optional.of(e);
    }
    Fork.Ended ended;
    try {
      ended = fork.close();
    } catch (IOException e) {
      broken.ifPresent(e::addSuppressed);
      throw broken.orElse(e);
    }
    if (broken.isPresent()) {
      ended.issues().forEach(this::raise);
      throw broken.get();
    }
    return ended;
  }

  private boolean isMissing(TrialSlot slot) {
    return stored(slot).isEmpty();
  }

  private void trials() throws IOException {
    boolean toSearch = load.search().isPresent();
    for (TrialSlot slot : plan.slots()) {
      if (toSearch && slot.kind() == TrialKind.MEASURED && !over) {
        toSearch = false;
        search();
      }
      boolean missing = isMissing(slot);
      // A second process has to be warm before it is measured, even if its warm-up is on disk.
      boolean again = !missing && slot.kind() != TrialKind.MEASURED;
      if (over || (slot.kind() == TrialKind.MEASURED && missing && !owner.mayMeasure())) {
        leaveOut(slot);
        return;
      }
      if (missing) {
        trial(slot, plan.task(slot, load));
      } else if (again) {
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
    if (!missing || lost) {
      return;
    }
    if (run.cancellation().requested()) {
      // The last trial may have ended before the request was seen; the fork is cut off anyway.
      cancelled = true;
      status = status == TrialStatus.OK ? TrialStatus.CANCELLED : status;
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
    Optional<Scenario> next = steps.next();
    while (next.isPresent()) {
      if (over || owner.budgetReached()) {
        over = true;
        return;
      }
      TrialSlot slot = new TrialSlot(TrialKind.SEARCH, ++step, step);
      Optional<TrialResult> known = stored(slot);
      TrialResult result =
          known.isPresent() ? known.get() : trial(slot, new TrialTask(slot, next.get()));
      if (!over && result.status() != TrialStatus.FAILED) {
        steps.report(result.scenario().flatMap(ScenarioResult::sustained).orElse(false));
        next = steps.next();
      }
    }
    peak = steps.peak();
    load = steps.atPeak();
    steps.issue().ifPresent(this::raise);
    if (peak.isEmpty()) {
      over = true;
      owner.peakMissing();
      if (status == TrialStatus.OK) {
        status = TrialStatus.INVALID;
      }
    }
  }

  private Optional<TrialResult> stored(TrialSlot slot) {
    return stored.stream()
        .filter(t -> t.kind() == slot.kind() && t.trial() == slot.number())
        .findFirst();
  }

  private void warmUpAgain(TrialSlot slot) {
    Fork.Executed executed = fork.trial(plan.task(slot, load));
    executed.failure().ifPresent(f -> failure = Optional.of(f));
    if (executed.status() != TrialStatus.OK) {
      status = executed.status();
    }
    over = executed.status() != TrialStatus.OK || !fork.usable() || run.cancellation().requested();
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
    over = over || !fork.usable() || run.cancellation().requested();
    return result;
  }

  /** Takes a trial into account, whether it was executed now or is on disk. */
  private void count(TrialResult result) {
    boolean measured = result.kind() == TrialKind.MEASURED;
    boolean bad =
        result.status() != TrialStatus.OK && (measured || result.status() != TrialStatus.INVALID);
    if (status == TrialStatus.OK && bad) {
      status = result.status();
    }
    if (failure.isEmpty()) {
      failure = result.failure();
    }
    failuresInARow = result.status() == TrialStatus.FAILED ? failuresInARow + 1 : 0;
    if (failuresInARow == MOST_FAILURES_IN_A_ROW) {
      raise(
          Issue.warning(
              "stopped-after-failures",
              failuresInARow + " trials in a row failed; the rest was left out.",
              "See the failures of the trials."));
    }
    lost =
        lost
            || result.status() == TrialStatus.TIMEOUT
            || result.failure().filter(f -> ForkRunner.endsProcess(f)).isPresent()
            || failuresInARow >= MOST_FAILURES_IN_A_ROW;
    over |= lost;
    over |= result.status() == TrialStatus.CANCELLED && run.cancellation().requested();
  }

  private static boolean endsProcess(Failure failure) {
    return switch (failure.kind()) {
      case SIGNAL, EXIT, NATIVE_CRASH, PROTOCOL, OUT_OF_MEMORY_KILLED -> true;
      default -> false;
    };
  }

  private void raise(Issue issue) {
    issues.add(issue);
    owner.raise(issue);
  }
}
