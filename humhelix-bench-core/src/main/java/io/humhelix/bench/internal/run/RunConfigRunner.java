package io.humhelix.bench.internal.run;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.internal.live.TrialStatuses;
import io.humhelix.bench.internal.measure.Schedule;
import io.humhelix.bench.internal.noise.NoiseFlags;
import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.spi.Capability;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * One run config through all blocks of a run: executes its forks, one a block, and collects what
 * came of them.
 */
final class RunConfigRunner {

  /** A system that ended so many forks in a row in disorder would end the others so too. */
  private static final int MOST_LOST_FORKS_IN_A_ROW = 3;

  /** Of a fork that was cut off by the time limit, and goes on if that is raised. */
  private static final String BUDGET_REACHED = "budget-reached";

  private final Surroundings run;
  private final CheckedRunConfig checked;
  private final RunConfig runConfig;
  private final PreparedWorkload workload;
  private final ClipScorer scorer;
  private final TrialPolicy policy;
  private final Scenario scenario;
  private final Schedule schedule;
  private final ProgressMeter progress;
  private final TrialAssembler assembler;
  private final StopRule stopRule;
  private final Earlier.Stored earlier;
  private final SystemInUse system;
  private final TimeBudget budget;
  private final BooleanSupplier runIsOver;
  private final List<TrialResult> trials = new ArrayList<>();
  private final List<ForkResult> forks = new ArrayList<>();
  private final List<Issue> issues;
  private final Set<String> flagged = new HashSet<>();
  private Optional<Failure> loadFailure = Optional.empty();
  private Optional<Issue> budgetIssue = Optional.empty();
  private int lostInARow;
  private boolean started;
  private boolean over;
  private boolean peakMissing;
  private boolean executedSomething;

  RunConfigRunner(
      Surroundings run,
      BenchmarkDefinition definition,
      CheckedRunConfig checked,
      PreparedWorkload workload,
      Schedule schedule,
      ProgressMeter progress,
      Earlier.Stored earlier,
      BooleanSupplier runIsOver) {
    this.run = run;
    this.runIsOver = runIsOver;
    this.checked = checked;
    this.workload = workload;
    this.schedule = schedule;
    this.progress = progress;
    this.earlier = earlier;
    runConfig = checked.runConfig();
    scorer = run.scorers().apply(definition.accuracy().normalizerFor(runConfig.workload().task()));
    policy = definition.trials();
    scenario = definition.scenario();
    budget = new TimeBudget(policy.maxDuration(), run.clock(), earlier.spent());
    issues = new ArrayList<>(checked.issues());
    system = new SystemInUse(runConfig.sut().device(), earlier);
    stopRule =
        checked.isolation() == Isolation.PROCESS
            ? PrecisionRule.of(policy, scenario)
            : StopRule.FIXED;
    if (policy.precision().isPresent() && checked.isolation() != Isolation.PROCESS) {
      issues.add(
          Issue.warning(
              "precision-missed",
              "a system in the process of the harness has one fork, which has no interval.",
              "Use isolation: process, or leave trials.precision out."));
    }
    assembler =
        new TrialAssembler(
            runConfig.id(),
            workload,
            scorer,
            definition.accuracy().maxWerPercent(),
            checked.provider().orElseThrow().capabilities().has(Capability.PARTIAL_RESULTS));
  }

  RunConfig runConfig() {
    return runConfig;
  }

  TrialAssembler assembler() {
    return assembler;
  }

  /** Returns whether it takes part in a block. */
  boolean wants(int block) {
    return !over && block <= checked.forks(policy);
  }

  /**
   * Executes its fork of a block, unless that is on disk already.
   *
   * @throws IOException if a result could not be kept; the system is closed all the same
   */
  void fork(int block) throws IOException {
    Optional<ForkResult> done = earlier.fork(block);
    boolean cutByBudget = done.filter(fork -> has(fork, BUDGET_REACHED)).isPresent();
    List<TrialResult> stored = earlier.trialsOf(block);
    trials.addAll(stored);
    boolean cancelled = false;
    if (done.isPresent() && !cutByBudget) {
      take(done.get());
    } else if ((cutByBudget || measured() > 0) && budgetReached()) {
      // Not even a process to see that: it would load the model for nothing.
      done.ifPresent(this::take);
    } else {
      cancelled = !execute(block, stored);
    }
    // What was on disk, and what a fork that ended early has left out.
    progress.withoutTime(runConfig.id(), (long) block * CheckedRun.passesOf(policy));
    if (!over && !cancelled) {
      stopRule
          .enough(trials, forks.size())
          .ifPresent(
              reason -> {
                over = true;
                raise(reason);
                progress.withoutTime(
                    runConfig.id(), (long) checked.forks(policy) * CheckedRun.passesOf(policy));
              });
    }
  }

  private static boolean has(ForkResult fork, String code) {
    return fork.issues().stream().anyMatch(issue -> issue.code().equals(code));
  }

  /** Takes a fork that is on disk. */
  private void take(ForkResult fork) {
    // Flags of the forks are found again in their trials, all together; so is the time's end.
    fork.issues().stream()
        .filter(i -> !NoiseFlags.isFlag(i) && !i.code().equals(BUDGET_REACHED))
        .filter(i -> !issues.contains(i))
        .forEach(issues::add);
    add(fork);
  }

  /** Returns false if it was cut off by cancelling the run. */
  private boolean execute(int block, List<TrialResult> stored) throws IOException {
    if (!started) {
      started = true;
      run.notifier()
          .tell(
              "runConfigStarted",
              l -> l.runConfigStarted(new RunEvents.RunConfigStarted(runConfig)));
    }
    run.coolDown().await(run.cancellation()).ifPresent(this::notCooledDown);
    run.notifier()
        .tell(
            "forkStarted",
            l -> l.forkStarted(new RunEvents.ForkStarted(runConfig, block, checked.forks(policy))));
    executedSomething = true;
    budget.begin(block);
    ForkRunner runner =
        new ForkRunner(
            run,
            this,
            ForkPlan.of(policy, workload.clips().size(), scenario),
            () -> run.forks().fork(checked, workload, block, schedule),
            block,
            stored);
    ForkResult result = runner.run();
    Duration spent = budget.end();
    if (!runner.cancelled()) {
      // What was cancelled is taken up by a resumed run, so it must not look finished.
      run.sink().fork(runConfig, system.effective(), scorer.normalizer(), result, spent);
    }
    add(result);
    run.notifier()
        .tell("forkFinished", l -> l.forkFinished(new RunEvents.ForkFinished(runConfig, result)));
    return !runner.cancelled();
  }

  private void add(ForkResult fork) {
    forks.add(fork);
    peakMissing |= fork.issues().stream().anyMatch(PeakRun::isMissingPeak);
    boolean cameToLife = trials.stream().anyMatch(t -> t.fork() == fork.fork());
    if (!cameToLife && loadFailure.isEmpty()) {
      loadFailure = fork.failure();
    }
    boolean lost = fork.status() == TrialStatus.FAILED || fork.status() == TrialStatus.TIMEOUT;
    lostInARow = lost ? lostInARow + 1 : 0;
    if (lostInARow == MOST_LOST_FORKS_IN_A_ROW && forks.size() < checked.forks(policy)) {
      over = true;
      raise(
          Issue.warning(
              "stopped-after-failures",
              lostInARow + " forks in a row failed; the rest was left out.",
              "See the failures of the forks."));
    }
  }

  /** Returns what is known so far. */
  RunConfigResult result() {
    List<Issue> all = new ArrayList<>(issues);
    all.addAll(NoiseFlags.ofRunConfig(trials, checked.forks(policy), schedule.seed()));
    return new RunConfigResult(
        runConfig,
        status(),
        system.effective(),
        scorer.normalizer(),
        trials,
        all,
        loadFailure,
        forks);
  }

  /** Returns the noise flags of a fork that is over, and tells of kinds that are new. */
  List<Issue> flagsOf(int fork) {
    List<Issue> flags = NoiseFlags.ofFork(fork, trials, schedule.seed());
    flags.stream().filter(flag -> flagged.add(flag.code())).forEach(this::announce);
    return flags;
  }

  /** Returns the trials so far. */
  List<TrialResult> trials() {
    return List.copyOf(trials);
  }

  /** Returns whether what is known is more than what is on disk. */
  boolean isNews() {
    return executedSomething || !earlier.finished();
  }

  private TrialStatus status() {
    if (loadFailure.isPresent() && !run.cancellation().requested()) {
      return TrialStatuses.of(loadFailure.get());
    }
    Optional<TrialStatus> bad =
        trials.stream()
            .filter(this::tells)
            .map(TrialResult::status)
            .filter(s -> s != TrialStatus.OK)
            .findFirst();
    boolean endedInSearch = budgetIssue.isPresent() && measured() == 0;
    if (bad.isEmpty() && (peakMissing || endedInSearch)) {
      return TrialStatus.INVALID;
    }
    boolean cutShort =
        run.cancellation().requested()
            && measured() < (long) checked.forks(policy) * policy.measuredTrials();
    boolean nothing = trials.isEmpty();
    return bad.orElse(nothing || (cutShort && !over) ? TrialStatus.CANCELLED : TrialStatus.OK);
  }

  private long measured() {
    return trials.stream().filter(t -> t.kind() == TrialKind.MEASURED).count();
  }

  /** Tells whether there is time for a measured trial; the first one is made in any case. */
  boolean mayMeasure() {
    return measured() == 0 || !budgetReached();
  }

  /** A step that failed is as good as one that was too slow, if the search found its peak. */
  private boolean tells(TrialResult trial) {
    return switch (trial.kind()) {
      case MEASURED -> true;
      case SEARCH ->
          trial.status() == TrialStatus.CANCELLED
              || trial.status() != TrialStatus.INVALID && (peakMissing || measured() == 0);
      default -> trial.status() != TrialStatus.INVALID;
    };
  }

  /** Tells whether a search has to end: the time of the run config, or of the run, is over. */
  boolean timeIsUp() {
    return budgetReached() || runIsOver.getAsBoolean();
  }

  /** Tells whether the time for this run config is used up, and says so once. */
  boolean budgetReached() {
    if (!budget.isUsedUp()) {
      return false;
    }
    over = true;
    if (budgetIssue.isEmpty()) {
      Issue issue =
          Issue.warning(
              BUDGET_REACHED,
              (measured() == 0 ? "in the search for the peak, " : "")
                  + "after "
                  + measured()
                  + " of "
                  + checked.forks(policy) * policy.measuredTrials()
                  + " trials the time limit of "
                  + policy.maxDuration().orElseThrow().toSeconds()
                  + " s was reached.",
              "Raise trials.max_duration_s, and resume the run.");
      budgetIssue = Optional.of(issue);
      raise(issue);
    }
    return true;
  }

  /** Returns what was said of the time, once it was used up. */
  Optional<Issue> budgetIssue() {
    return budgetIssue;
  }

  /** Returns what does the trials. */
  SystemInUse system() {
    return system;
  }

  /** Takes a trial: keeps it, then tells of it. */
  void accept(TrialResult result, Optional<EffectiveSut> says) throws IOException {
    system.take(says, result.status());
    trials.add(result);
    run.sink().trial(runConfig, says, scorer.normalizer(), result);
    run.notifier()
        .tell(
            "trialFinished", l -> l.trialFinished(new RunEvents.TrialFinished(runConfig, result)));
    result.issues().forEach(this::announce);
  }

  /** Tells how many passes of a fork are through. */
  void passed(int fork, int passes) {
    progress.done(runConfig.id(), (long) (fork - 1) * CheckedRun.passesOf(policy) + passes);
  }

  /** Told once: which forks it was is in their flags of other load. */
  private void notCooledDown(Issue issue) {
    if (issues.stream().noneMatch(i -> i.code().equals(issue.code()))) {
      raise(issue);
    }
  }

  void raise(Issue issue) {
    if (!issues.contains(issue)) {
      issues.add(issue);
    }
    announce(issue);
  }

  private void announce(Issue issue) {
    run.notifier()
        .tell(
            "issueRaised",
            l -> l.issueRaised(new RunEvents.IssueRaised(Optional.of(runConfig), issue)));
  }
}
