package io.humhelix.bench.internal.run;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.internal.scenario.ScenarioCalls;
import io.humhelix.bench.internal.scenario.ScenarioTrial;
import io.humhelix.bench.internal.scenario.SystemTimeline;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Executes one run config: load, first call, warm-up, measured trials, close. */
final class RunConfigRunner {

  /** An engine that failed so often in a row will not recover. */
  private static final int MOST_FAILURES_IN_A_ROW = 2;

  /** Random numbers of the steps of a search are not those of any trial. */
  private static final long SEARCH_STREAM = 1L << 32;

  /** What all run configs of a run share. */
  record Surroundings(
      BenchmarkDefinition definition,
      Schedule schedule,
      NanoClock clock,
      Cancellation cancellation,
      Notifier notifier,
      ResultSink sink,
      ProgressMeter progress,
      AbandonedCalls abandoned) {}

  private final Surroundings run;
  private final RunConfig runConfig;
  private final PreparedWorkload workload;
  private final ClipScorer scorer;
  private final TrialPolicy policy;
  private final LiveSut live;
  private final TrialAssembler assembler;
  private final List<TrialResult> trials = new ArrayList<>();
  private final List<Issue> issues;
  private int failuresInARow;
  private boolean over;
  private boolean cutShort;
  private OptionalDouble peak = OptionalDouble.empty();
  private boolean peakMissing;

  RunConfigRunner(
      Surroundings run, CheckedRunConfig checked, PreparedWorkload workload, ClipScorer scorer) {
    this.run = run;
    this.workload = workload;
    this.scorer = scorer;
    runConfig = checked.runConfig();
    policy = run.definition().trials();
    live = new LiveSut(checked, run.clock(), run.cancellation());
    issues = new ArrayList<>(checked.issues());
    assembler =
        new TrialAssembler(
            runConfig.id(),
            workload,
            scorer,
            run.definition().accuracy().maxWerPercent(),
            checked.provider().orElseThrow().capabilities().has(Capability.PARTIAL_RESULTS));
  }

  /**
   * Executes it.
   *
   * @throws IOException if a result could not be kept; the system is closed all the same
   */
  RunConfigResult run() throws IOException {
    run.notifier()
        .tell(
            "runConfigStarted", l -> l.runConfigStarted(new RunEvents.RunConfigStarted(runConfig)));
    Optional<Failure> failure = live.open(policy);
    try {
      if (failure.isEmpty()) {
        passes();
      }
    } finally {
      live.close().ifPresent(this::raise);
      run.abandoned().add(live);
    }
    return result(failure);
  }

  /** Returns what is known so far. */
  RunConfigResult result(Optional<Failure> failure) {
    return new RunConfigResult(
        runConfig, status(failure), live.effective(), scorer.normalizer(), trials, issues, failure);
  }

  private TrialStatus status(Optional<Failure> failure) {
    if (failure.isPresent()) {
      return Failures.statusOf(failure.get());
    }
    Optional<TrialStatus> bad =
        trials.stream()
            .filter(t -> t.kind() == TrialKind.MEASURED || t.status() != TrialStatus.INVALID)
            .map(TrialResult::status)
            .filter(s -> s != TrialStatus.OK)
            .findFirst();
    if (bad.isEmpty() && peakMissing) {
      return TrialStatus.INVALID;
    }
    return bad.orElse(cutShort ? TrialStatus.CANCELLED : TrialStatus.OK);
  }

  private void passes() throws IOException {
    long start = run.clock().nanos();
    List<Integer> all = IntStream.range(0, workload.clips().size()).boxed().toList();
    trial(TrialTask.pass(TrialKind.FIRST_CALL, 1, all.subList(0, 1)));
    if (!over) {
      live.askEffective().ifPresent(this::effectiveUnknown);
    }
    int warmUps = 0;
    if (all.size() > 1 && !over) {
      trial(TrialTask.pass(TrialKind.WARM_UP, ++warmUps, all.subList(1, all.size())));
    }
    run.progress().passDone();
    int pass = 0;
    Scenario scenario = run.definition().scenario();
    for (int i = 0; i < policy.warmUpTrials() && !over; i++) {
      Scenario onePass = scenario.withExtent(Extent.ONE_PASS);
      trial(task(TrialKind.WARM_UP, ++warmUps, onePass, ++pass));
      run.progress().passDone();
    }
    if (scenario.search().isPresent() && !over) {
      scenario = search(start);
    }
    for (int i = 1; i <= policy.trials() && !over; i++) {
      if (i > 1 && budgetReached(start)) {
        raise(
            Issue.warning(
                "budget-reached",
                "after "
                    + (i - 1)
                    + " of "
                    + policy.trials()
                    + " trials the time limit of "
                    + policy.maxDuration().orElseThrow().toSeconds()
                    + " s was reached.",
                "Raise trials.max_duration_s for more trials."));
        break;
      }
      trial(task(TrialKind.MEASURED, i, scenario, ++pass));
      run.progress().passDone();
    }
    cutShort = run.cancellation().requested() && measuredTrials() < policy.trials();
  }

  /** Returns the scenario at the highest load that is sustained. */
  private Scenario search(long start) throws IOException {
    PeakRun steps = PeakRun.of(run.definition().scenario()).orElseThrow();
    int step = 0;
    Optional<Scenario> next = steps.next();
    while (next.isPresent() && !over && !budgetReached(start)) {
      trial(task(TrialKind.SEARCH, ++step, next.get(), SEARCH_STREAM + step));
      TrialResult result = trials.get(trials.size() - 1);
      if (!over && result.status() != TrialStatus.FAILED) {
        steps.report(result.scenario().flatMap(ScenarioResult::sustained).orElse(false));
        next = steps.next();
      }
    }
    if (!over) {
      peak = steps.peak();
      steps.issue().ifPresent(this::raise);
      over = peak.isEmpty();
      peakMissing = over;
    }
    return steps.atPeak();
  }

  private TrialTask task(TrialKind kind, int number, Scenario scenario, long pass) {
    int clips = workload.clips().size();
    return scenario.equals(Scenario.SINGLE_STREAM)
        ? TrialTask.pass(kind, number, run.schedule().clips(clips, (int) pass))
        : TrialTask.underLoad(kind, number, scenario, clips, run.schedule().seed(), pass, peak);
  }

  private long measuredTrials() {
    return trials.stream().filter(t -> t.kind() == TrialKind.MEASURED).count();
  }

  private boolean budgetReached(long start) {
    return policy
        .maxDuration()
        .filter(limit -> run.clock().nanos() - start >= limit.toNanos())
        .isPresent();
  }

  private void effectiveUnknown(Failure failure) {
    raise(
        Issue.warning(
            "effective-unknown",
            "the backend could not tell what it is after the first call: " + failure.message(),
            "What the results say of device and options is from before that call."));
  }

  private void trial(TrialTask task) throws IOException {
    run.notifier()
        .tell(
            "trialStarted",
            l ->
                l.trialStarted(
                    new RunEvents.TrialStarted(runConfig, task.kind(), 1, task.number())));
    List<Issue> found = new ArrayList<>();
    boolean disturbed = run.abandoned().anyGoingOn();
    Instant startedAt = Instant.now();
    ScenarioTrial trial = prepared(task);
    var outcome = live.call(trial, trial::deadlineNanos);
    Optional<Failure> failure = Optional.empty();
    TrialStatus status = TrialStatus.OK;
    PreparedClip clip = workload.clips().get(trial.currentClip());
    String subject = "clip '" + clip.clip().id() + "': ";
    if (outcome instanceof SutThread.Outcome.Threw<ScenarioTrial.End> threw) {
      failure = Optional.of(Failures.of("transcribe", subject, threw.thrown()));
      status = Failures.statusOf(failure.get());
    } else if (outcome instanceof SutThread.Outcome.Abandoned<ScenarioTrial.End>) {
      failure =
          Optional.of(
              Failures.timeout(
                  "transcribe", subject, policy.callTimeoutFor(clip.audio().durationSeconds())));
      status = TrialStatus.TIMEOUT;
      live.abandon();
    } else if (outcome instanceof SutThread.Outcome.Returned<ScenarioTrial.End> returned
        && returned.value() == ScenarioTrial.End.CANCELLED) {
      status = TrialStatus.CANCELLED;
    }
    if (disturbed || run.abandoned().anyGoingOn()) {
      found.add(
          Issue.warning(
              "abandoned-call-running",
              "a call that was given up earlier in this process was still going on.",
              "It takes processor or device time from this trial; do not trust its speed."));
    }
    finish(task, status, startedAt, trial.calls(), found, failure);
  }

  private ScenarioTrial prepared(TrialTask task) {
    return new ScenarioTrial(
        live.sut(),
        workload.clips().stream()
            .map(
                clip ->
                    new TranscriptionRequest(
                        clip.clip().id(), clip.audio().samples(), runConfig.workload().task()))
            .toList(),
        workload.clips().stream()
            .mapToLong(clip -> policy.callTimeoutFor(clip.audio().durationSeconds()).toNanos())
            .toArray(),
        task.plan(),
        new SystemTimeline(spin(task.plan().scenario())),
        run.cancellation()::requested);
  }

  private static Duration spin(Scenario scenario) {
    if (scenario instanceof Scenario.Server server) {
      return server.openLoop().spin();
    }
    return scenario instanceof Scenario.Streams streams ? streams.openLoop().spin() : Duration.ZERO;
  }

  private void finish(
      TrialTask task,
      TrialStatus status,
      Instant startedAt,
      ScenarioCalls calls,
      List<Issue> found,
      Optional<Failure> failure)
      throws IOException {
    TrialResult result =
        assembler.assemble(
            new TrialAssembler.Ended(
                task.kind(),
                task.number(),
                status,
                startedAt,
                live.loadNanos(),
                calls.calls(),
                live.wrongDevice(),
                found,
                failure,
                task.plain()
                    ? Optional.empty()
                    : Optional.of(new UnderLoad(task.plan().scenario(), calls, task.peak()))));
    trials.add(result);
    run.sink().trial(runConfig, live.effective(), scorer.normalizer(), result);
    run.notifier()
        .tell(
            "trialFinished", l -> l.trialFinished(new RunEvents.TrialFinished(runConfig, result)));
    result.issues().forEach(this::announce);
    failuresInARow = status == TrialStatus.FAILED ? failuresInARow + 1 : 0;
    if (failuresInARow == MOST_FAILURES_IN_A_ROW) {
      raise(
          Issue.warning(
              "stopped-after-failures",
              failuresInARow + " trials in a row failed; the rest was left out.",
              "See the failures of the trials."));
    }
    over =
        status == TrialStatus.CANCELLED
            || status == TrialStatus.TIMEOUT
            || failuresInARow >= MOST_FAILURES_IN_A_ROW
            || run.cancellation().requested();
  }

  private void raise(Issue issue) {
    issues.add(issue);
    announce(issue);
  }

  private void announce(Issue issue) {
    run.notifier()
        .tell(
            "issueRaised",
            l -> l.issueRaised(new RunEvents.IssueRaised(Optional.of(runConfig), issue)));
  }
}
