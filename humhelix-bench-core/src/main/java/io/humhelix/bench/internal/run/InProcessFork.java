package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.live.Answer;
import io.humhelix.bench.internal.live.CallsEnd;
import io.humhelix.bench.internal.live.LiveSut;
import io.humhelix.bench.internal.live.TrialStatuses;
import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.measure.PreparedClip;
import io.humhelix.bench.internal.measure.Schedule;
import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.internal.provider.Failures;
import io.humhelix.bench.internal.scenario.ScenarioCalls;
import io.humhelix.bench.internal.scenario.ScenarioTrial;
import io.humhelix.bench.internal.scenario.TrialTask;
import io.humhelix.bench.internal.telemetry.Sampled;
import io.humhelix.bench.internal.telemetry.SamplerRegistry;
import io.humhelix.bench.internal.telemetry.Telemetry;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.Sut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A live system in the process of the harness, on a thread of its own. There is one fork of a run
 * config: loading a model again in the same process is no independent replicate.
 */
final class InProcessFork implements Fork {

  private static final Logger log = LoggerFactory.getLogger(InProcessFork.class);
  private static final Duration QUESTION_TIMEOUT = Duration.ofSeconds(60);

  private final CheckedRunConfig config;
  private final PreparedWorkload workload;
  private final TrialPolicy policy;
  private final int number;
  private final Schedule schedule;
  private final SamplerRegistry samplers;
  private final NanoClock clock;
  private final Cancellation cancellation;
  private final AbandonedCalls abandonedCalls;
  private final SutThread thread;
  private final LiveSut live;
  private long loadNanos;
  private Optional<EffectiveSut> effective = Optional.empty();
  private Telemetry telemetry = Telemetry.OFF;
  private boolean loaded;
  private boolean abandoned;

  InProcessFork(
      CheckedRunConfig config,
      PreparedWorkload workload,
      BenchmarkDefinition definition,
      int number,
      Schedule schedule,
      SamplerRegistry samplers,
      NanoClock clock,
      Cancellation cancellation,
      AbandonedCalls abandonedCalls) {
    this.config = config;
    this.workload = workload;
    policy = definition.trials();
    this.number = number;
    this.schedule = schedule;
    this.samplers = samplers;
    this.clock = clock;
    this.cancellation = cancellation;
    this.abandonedCalls = abandonedCalls;
    live = new LiveSut(() -> config.provider().orElseThrow(), config.request(), clock);
    thread = new SutThread("humhelix-bench-sut-" + config.runConfig().id(), clock, cancellation);
  }

  @Override
  public Optional<Failure> open() {
    String subject = LiveSut.loading(config.request());
    Answer<LiveSut.Loaded> answer = ask("open", subject, policy.loadTimeout(), live::load);
    if (answer instanceof Answer.Given<LiveSut.Loaded> given) {
      loaded = true;
      loadNanos = given.value().nanos();
      effective = Optional.of(given.value().effective());
      telemetry = samplers.open(config.runConfig().sut(), clock, Telemetry.INTERVAL);
    }
    return failure(answer);
  }

  private static Optional<Failure> failure(Answer<?> answer) {
    return answer instanceof Answer.Missing<?> missing
        ? Optional.of(missing.failure())
        : Optional.empty();
  }

  /** Asks the system something; one that does not answer in time is abandoned. */
  private <T> Answer<T> ask(
      String phase, String subject, Duration limit, Callable<Answer<T>> question) {
    SutThread.Outcome<Answer<T>> outcome = within(limit, question);
    if (outcome instanceof SutThread.Outcome.Returned<Answer<T>> returned) {
      return returned.value();
    }
    if (outcome instanceof SutThread.Outcome.Threw<Answer<T>> threw) {
      return new Answer.Missing<>(Failures.of(phase, subject, threw.thrown()));
    }
    abandon();
    return new Answer.Missing<>(timeout(phase, subject, limit));
  }

  @Override
  public Executed trial(TrialTask task) {
    boolean disturbed = abandonedCalls.anyGoingOn();
    Answer<ScenarioTrial> answer =
        ask(
            "transcribe",
            LiveSut.PREPARING,
            QUESTION_TIMEOUT,
            () -> live.trial(sut -> ScenarioTrial.of(setup(sut), plan(task))));
    if (answer instanceof Answer.Given<ScenarioTrial> given) {
      return trial(task, given.value(), disturbed);
    }
    Failure failure = failure(answer).orElseThrow();
    return new Executed(
        TrialStatuses.of(failure),
        ScenarioCalls.of(List.of()),
        Optional.of(failure),
        List.of(),
        List.of());
  }

  private ScenarioTrial.Setup setup(Sut sut) {
    return new ScenarioTrial.Setup(
        sut,
        workload.clips(),
        workload.workload().task(),
        workload.timeoutNanos(policy),
        cancellation);
  }

  private ScenarioTrial.Plan plan(TrialTask task) {
    return task.plan(workload.clips().size(), schedule, number);
  }

  private Executed trial(TrialTask task, ScenarioTrial trial, boolean disturbed) {
    telemetry.start();
    var outcome = thread.call(() -> live.calls(trial, workload.clips()), trial::deadlineNanos);
    Sampled sampled = telemetry.stop().sampled();
    List<Issue> issues = new ArrayList<>(sampled.issues());
    CallsEnd end = end(outcome, workload.clips().get(trial.currentClip()));
    if (disturbed || abandonedCalls.anyGoingOn()) {
      issues.add(
          Issue.warning(
              "abandoned-call-running",
              "a call that was given up earlier in this process was still going on.",
              "It takes processor or device time from this trial; do not trust its speed."));
    }
    if (end.asksAgain(task.slot().kind())) {
      Answer<EffectiveSut> again =
          ask("effective", LiveSut.ASKING, QUESTION_TIMEOUT, live::effective);
      if (again instanceof Answer.Given<EffectiveSut> given) {
        effective = Optional.of(given.value());
      }
      failure(again).map(TrialStatuses::effectiveUnknown).ifPresent(issues::add);
    }
    return new Executed(end.status(), trial.calls(), end.failure(), issues, sampled.measurements());
  }

  private CallsEnd end(SutThread.Outcome<CallsEnd> outcome, PreparedClip clip) {
    if (outcome instanceof SutThread.Outcome.Returned<CallsEnd> returned) {
      return returned.value();
    }
    String subject = "clip '" + clip.clip().id() + "': ";
    if (outcome instanceof SutThread.Outcome.Threw<CallsEnd> threw) {
      return CallsEnd.failed(Failures.of("transcribe", subject, threw.thrown()));
    }
    abandon();
    Duration limit = policy.callTimeoutFor(clip.audio().durationSeconds());
    return CallsEnd.failed(timeout("transcribe", subject, limit));
  }

  private static Failure timeout(String phase, String subject, Duration deadline) {
    return new Failure(
        FailureKind.TIMEOUT,
        phase,
        subject
            + "no answer within "
            + deadline.toMillis() / 1000.0
            + " s. The call was abandoned and may still be going on.",
        "Raise trials."
            + (phase.equals("open") ? "load_timeout_s" : "call_timeout_s")
            + ", or find out why it hangs.",
        "");
  }

  private <T> SutThread.Outcome<T> within(Duration limit, Callable<T> task) {
    long deadline = clock.nanos() + limit.toNanos();
    return thread.call(task, () -> deadline);
  }

  @Override
  public long loadNanos() {
    return loadNanos;
  }

  @Override
  public Optional<EffectiveSut> effective() {
    return effective;
  }

  @Override
  public boolean usable() {
    return loaded && !abandoned;
  }

  @Override
  public boolean isolated() {
    return false;
  }

  /** Stops waiting for the call under way; the system is closed when it returns, if ever. */
  private void abandon() {
    abandoned = true;
    thread.endAfter(
        () ->
            live.close()
                .ifPresent(
                    failure ->
                        log.warn("closing an abandoned system failed: {}", failure.message())));
  }

  /** Returns whether a call that was given up is still going on. */
  boolean stillGoingOn() {
    return abandoned && !thread.hasEnded();
  }

  @Override
  public Ended close() {
    telemetry.close();
    long start = clock.nanos();
    List<Issue> issues = closeSut().stream().toList();
    abandonedCalls.add(this);
    return new Ended(0, clock.nanos() - start, issues, List.of());
  }

  /** Closes the system unless it was abandoned; returns what went wrong. */
  private Optional<Issue> closeSut() {
    if (abandoned) {
      return Optional.empty();
    }
    var outcome = within(QUESTION_TIMEOUT, live::close);
    thread.end();
    Optional<String> reason;
    if (outcome instanceof SutThread.Outcome.Returned<Optional<Failure>> returned) {
      reason = returned.value().map(Failure::message);
    } else if (outcome instanceof SutThread.Outcome.Threw<Optional<Failure>> threw) {
      reason = Optional.of(Failures.of("close", "", threw.thrown()).message());
    } else {
      abandoned = true;
      reason = Optional.of("it did not return within " + QUESTION_TIMEOUT.toSeconds() + " s");
    }
    return reason.map(
        why ->
            TrialStatuses.closeFailed(
                config.runConfig().sut().name(),
                why,
                "What was measured before stands. Memory of host or device may still be taken,"
                    + " which later run configs would feel."));
  }
}
