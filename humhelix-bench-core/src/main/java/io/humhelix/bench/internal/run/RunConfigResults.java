package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.TrialSlot;
import io.humhelix.bench.internal.noise.NoiseFlags;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects the results of a run config: stores each one, then notifies listeners. */
final class RunConfigResults {

  private final RunConfigPlan plan;
  private final Scoring scoring;
  private final ResultSink sink;
  private final RunConfigEvents events;
  private final SystemInUse system;
  private final RunConfigTally tally = new RunConfigTally();
  private final List<Issue> issues;

  /** Codes of the noise flags that listeners have been told. */
  private final Set<String> flagged = new HashSet<>();

  /**
   * Begins a run config.
   *
   * @param scoring how its texts are scored
   * @param system knows which system made the stored trials
   */
  RunConfigResults(
      RunConfigPlan plan,
      Scoring scoring,
      ResultSink sink,
      RunConfigEvents events,
      SystemInUse system) {
    this.plan = plan;
    this.scoring = scoring;
    this.sink = sink;
    this.events = events;
    this.system = system;
    issues = new ArrayList<>(plan.checked().issues());
  }

  /** Adds an issue, and does not notify listeners. */
  void note(Issue issue) {
    if (!issues.contains(issue)) {
      issues.add(issue);
    }
  }

  /** Adds an issue and notifies listeners. */
  void raise(Issue issue) {
    note(issue);
    events.issueRaised(issue);
  }

  /** Raises an issue, unless there is one of the same code. */
  void raiseOnce(Issue issue) {
    if (issues.stream().noneMatch(i -> i.code().equals(issue.code()))) {
      raise(issue);
    }
  }

  /** Adds trials that are stored already. */
  void addStored(List<TrialResult> trials) {
    trials.forEach(tally::add);
    trials.stream()
        .flatMap(trial -> scoring.unknownLanguage(trial).stream())
        .findFirst()
        .ifPresent(this::note);
  }

  /** Returns why a trial of a system that reports this about itself is invalid. */
  Optional<Issue> mismatch(Optional<EffectiveSut> says) {
    return system.mismatch(says);
  }

  void trialStarted(int fork, TrialSlot slot) {
    events.trialStarted(fork, slot);
  }

  /** Adds a trial: stores it, then notifies listeners. */
  void add(TrialResult trial, Optional<EffectiveSut> says) throws IOException {
    system.take(says, trial.status());
    tally.add(trial);
    sink.trial(plan.runConfig(), says, scoring.normalizer(List.of(trial)), trial);
    events.trialFinished(trial);
    trial.issues().forEach(events::issueRaised);
    scoring.unknownLanguage(trial).ifPresent(this::raiseOnce);
  }

  /** Stores a fork that is about to be added. */
  void keep(ForkResult fork, Duration spent) throws IOException {
    sink.fork(plan.runConfig(), system.effective(), normalizer(), fork, spent);
  }

  /**
   * Adds a fork after its trials.
   *
   * @return false if so many forks failed in a row that no further one is worth its time
   */
  boolean add(ForkResult fork) {
    Optional<Issue> stop = tally.add(fork, plan.mostForks());
    stop.ifPresent(this::raise);
    return stop.isEmpty();
  }

  /** Returns the noise flags of a fork, and notifies listeners of those with a new code. */
  List<Issue> flagsOf(int fork) {
    List<Issue> flags = NoiseFlags.ofFork(fork, tally.trials(), plan.schedule().seed());
    flags.stream().filter(flag -> flagged.add(flag.code())).forEach(events::issueRaised);
    return flags;
  }

  private String normalizer() {
    return scoring.normalizer(tally.trials());
  }

  List<TrialResult> trials() {
    return tally.trials();
  }

  List<TrialResult> trialsOf(int fork) {
    return tally.trialsOf(fork);
  }

  /** Returns how many forks there are. */
  int forks() {
    return tally.forks().size();
  }

  /** Returns how many measured trials there are. */
  int measured() {
    return tally.measured();
  }

  /**
   * Returns the result so far.
   *
   * @param cancelled whether the run was cancelled
   * @param over whether no further fork is wanted
   * @param outOfTime whether the time limit of the run config was reached
   */
  RunConfigResult result(boolean cancelled, boolean over, boolean outOfTime) {
    boolean cutShort = cancelled && !over && tally.measured() < plan.mostTrials();
    TrialStatus status = tally.status(cancelled, cutShort, outOfTime);
    List<Issue> all = new ArrayList<>(issues);
    boolean inProcess =
        !tally.forks().isEmpty() && tally.forks().stream().noneMatch(ForkResult::isolated);
    all.addAll(
        NoiseFlags.ofRunConfig(
            tally.trials(), plan.mostForks(), inProcess, plan.schedule().seed()));
    return new RunConfigResult(
        plan.runConfig(),
        status,
        system.effective(),
        normalizer(),
        tally.trials(),
        all,
        tally.loadFailure(),
        tally.forks());
  }
}
