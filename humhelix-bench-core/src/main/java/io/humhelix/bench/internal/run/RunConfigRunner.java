package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.noise.NoiseFlags;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.spi.Capability;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Measures one run config: executes its forks, one per block, or takes stored ones, and decides
 * when they are enough.
 */
final class RunConfigRunner {

  private final RunServices run;
  private final RunConfigPlan plan;
  private final MeasuredSoFar.Stored stored;
  private final ProgressMeter progress;
  private final RunConfigEvents events;
  private final RunConfigResults results;
  private final TimeLimits limits;
  private final TrialRunner trials;
  private final StopRule stopRule;
  private boolean enough;
  private boolean started;

  /**
   * Prepares a run config.
   *
   * @param stored its results from an interrupted run
   * @param runIsOver whether the time of the run is used up
   */
  RunConfigRunner(
      RunServices run,
      RunConfigPlan plan,
      MeasuredSoFar.Stored stored,
      ProgressMeter progress,
      BooleanSupplier runIsOver) {
    this.run = run;
    this.plan = plan;
    this.stored = stored;
    this.progress = progress;
    RunConfig runConfig = plan.runConfig();
    Scoring scoring = Scoring.of(plan.definition(), plan.checked());
    events = new RunConfigEvents(run.notifier(), runConfig, progress);
    results =
        new RunConfigResults(
            plan, scoring, run.sink(), events, new SystemInUse(runConfig.sut().device(), stored));
    limits =
        new TimeLimits(
            plan,
            new TimeBudget(plan.policy().maxDuration(), run.clock(), stored.spent()),
            runIsOver,
            results);
    trials = new TrialRunner(run.cancellation(), assembler(plan, scoring), results);
    stopRule = stopRule(plan, results);
  }

  private static TrialAssembler assembler(RunConfigPlan plan, Scoring scoring) {
    return new TrialAssembler(
        plan.runConfig().id(),
        plan.workload(),
        scoring,
        plan.accuracy(),
        plan.checked().provider().orElseThrow().capabilities().has(Capability.PARTIAL_RESULTS));
  }

  private static StopRule stopRule(RunConfigPlan plan, RunConfigResults results) {
    if (plan.checked().isolation() == Isolation.PROCESS) {
      return PrecisionRule.of(plan.policy(), plan.definition().scenario());
    }
    if (plan.policy().precision().isPresent()) {
      results.note(
          Issue.warning(
              "precision-missed",
              "a system in the process of the harness has one fork, which has no interval.",
              "Use isolation: process, or leave trials.precision out."));
    }
    return StopRule.FIXED;
  }

  /** Returns whether it takes part in a block. */
  boolean wants(int block) {
    return !isOver() && block <= plan.mostForks();
  }

  private boolean isOver() {
    return enough || limits.reached().isPresent();
  }

  /**
   * Executes its fork of a block, unless that is stored already.
   *
   * @throws IOException if a result could not be stored; the system is closed anyway
   */
  void fork(int block) throws IOException {
    Optional<ForkResult> done = stored.fork(block);
    boolean cutByTime = done.filter(RunConfigRunner::wasCutByTime).isPresent();
    List<TrialResult> known = stored.trialsOf(block);
    results.addStored(known);
    boolean cancelled = false;
    if (done.isPresent() && !cutByTime) {
      take(done.get());
    } else if ((cutByTime || results.measured() > 0) && limits.isOver()) {
      // Start no process: it would load the model for nothing.
      done.ifPresent(this::take);
    } else {
      cancelled = !execute(block, known);
    }
    // Stored passes, and those that a fork skipped by ending early.
    progress.withoutTime(plan.runConfig().id(), plan.passesOf(block));
    if (!isOver() && !cancelled) {
      stopRule.enough(results.trials(), results.forks()).ifPresent(this::stop);
    }
    if (!wants(block + 1) && !cancelled) {
      progress.over(plan.runConfig().id());
    }
  }

  private static boolean wasCutByTime(ForkResult fork) {
    return fork.issues().stream().anyMatch(issue -> issue.code().equals(TimeLimits.REACHED));
  }

  private void stop(Issue reason) {
    enough = true;
    results.raise(reason);
  }

  /** Takes a stored fork. */
  private void take(ForkResult fork) {
    // Noise flags and the reached time limit are found again from all trials.
    fork.issues().stream()
        .filter(i -> !NoiseFlags.isFlag(i) && !i.code().equals(TimeLimits.REACHED))
        .forEach(results::note);
    add(fork);
  }

  private void add(ForkResult fork) {
    enough |= !results.add(fork);
  }

  /** Returns false if cancelling the run cut it short. */
  private boolean execute(int block, List<TrialResult> known) throws IOException {
    if (!started) {
      started = true;
      events.runConfigStarted();
    }
    Duration coolDown = plan.policy().coolDown();
    if (!coolDown.isZero()) {
      events.coolingDown(block, coolDown);
    }
    // Once is enough: the forks have flags of their own for other load.
    run.coolDown().await(run.cancellation()).ifPresent(results::raiseOnce);
    events.forkStarted(block, plan.mostForks());
    limits.begin(block);
    ForkRunner runner = runner(new ForkLog(plan.runConfig().id(), block, results, known));
    ForkResult result = runner.run();
    Duration spent = limits.end();
    if (!runner.cancelled()) {
      // A resumed run continues a cancelled fork, so it must not look finished.
      results.keep(result, spent);
    }
    add(result);
    events.forkFinished(result);
    return !runner.cancelled();
  }

  private ForkRunner runner(ForkLog log) {
    int block = log.number();
    return new ForkRunner(
        plan.ofFork(),
        () -> run.forks().fork(plan.checked(), plan.workload(), block, plan.schedule()),
        trials,
        limits,
        run.cancellation(),
        passes -> progress.done(plan.runConfig().id(), plan.passesOf(block - 1) + passes),
        log,
        new ForkSearch(plan.definition().scenario(), trials, limits, results, log));
  }

  /** Returns its result so far. */
  RunConfigResult result() {
    return results.result(run.cancellation().requested(), isOver(), limits.reached().isPresent());
  }

  /** Returns its trials so far. */
  List<TrialResult> trials() {
    return results.trials();
  }

  /** Returns whether there is more than what was stored before. */
  boolean isNews() {
    return started || !stored.finished();
  }
}
