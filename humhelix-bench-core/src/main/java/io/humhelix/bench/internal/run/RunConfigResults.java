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

/** Collects what is measured of a run config: keeps each result, then tells of it. */
final class RunConfigResults {

  private final RunConfigPlan plan;
  private final String normalizer;
  private final ResultSink sink;
  private final RunConfigEvents events;
  private final SystemInUse system;
  private final RunConfigTally tally = new RunConfigTally();
  private final List<Issue> issues;

  /** Kinds of noise that listeners know of. */
  private final Set<String> flagged = new HashSet<>();

  /**
   * Begins a run config.
   *
   * @param normalizer by which texts are scored
   * @param system what did the trials that are on disk
   */
  RunConfigResults(
      RunConfigPlan plan,
      String normalizer,
      ResultSink sink,
      RunConfigEvents events,
      SystemInUse system) {
    this.plan = plan;
    this.normalizer = normalizer;
    this.sink = sink;
    this.events = events;
    this.system = system;
    issues = new ArrayList<>(plan.checked().issues());
  }

  /** Adds an issue that nobody has to be told of now. */
  void note(Issue issue) {
    if (!issues.contains(issue)) {
      issues.add(issue);
    }
  }

  /** Adds an issue and tells of it. */
  void raise(Issue issue) {
    note(issue);
    events.issueRaised(issue);
  }

  /** Adds an issue and tells of it, unless there is one of its code. */
  void raiseOnce(Issue issue) {
    if (issues.stream().noneMatch(i -> i.code().equals(issue.code()))) {
      raise(issue);
    }
  }

  /** Adds trials that are on disk. */
  void addStored(List<TrialResult> trials) {
    trials.forEach(tally::add);
  }

  /** Returns why a trial that was made by this system does not count. */
  Optional<Issue> mismatch(Optional<EffectiveSut> says) {
    return system.mismatch(says);
  }

  void trialStarted(int fork, TrialSlot slot) {
    events.trialStarted(fork, slot);
  }

  /** Adds a trial: keeps it, then tells of it. */
  void add(TrialResult trial, Optional<EffectiveSut> says) throws IOException {
    system.take(says, trial.status());
    tally.add(trial);
    sink.trial(plan.runConfig(), says, normalizer, trial);
    events.trialFinished(trial);
    trial.issues().forEach(events::issueRaised);
  }

  /** Keeps a fork, which is to be added then. */
  void keep(ForkResult fork, Duration spent) throws IOException {
    sink.fork(plan.runConfig(), system.effective(), normalizer, fork, spent);
  }

  /**
   * Adds a fork after its trials.
   *
   * @return whether a further fork is worth its time, after those that failed
   */
  boolean add(ForkResult fork) {
    Optional<Issue> stop = tally.add(fork, plan.mostForks());
    stop.ifPresent(this::raise);
    return stop.isEmpty();
  }

  /** Returns the noise flags of a fork that is over, and tells of kinds that are new. */
  List<Issue> flagsOf(int fork) {
    List<Issue> flags = NoiseFlags.ofFork(fork, tally.trials(), plan.schedule().seed());
    flags.stream().filter(flag -> flagged.add(flag.code())).forEach(events::issueRaised);
    return flags;
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

  /** Returns what is known so far, under the status that it has. */
  RunConfigResult result(boolean cancelled, boolean over, boolean outOfTime) {
    boolean cutShort = cancelled && !over && tally.measured() < plan.mostTrials();
    TrialStatus status = tally.status(cancelled, cutShort, outOfTime);
    List<Issue> all = new ArrayList<>(issues);
    all.addAll(NoiseFlags.ofRunConfig(tally.trials(), plan.mostForks(), plan.schedule().seed()));
    return new RunConfigResult(
        plan.runConfig(),
        status,
        system.effective(),
        normalizer,
        tally.trials(),
        all,
        tally.loadFailure(),
        tally.forks());
  }
}
