package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.live.Answer;
import io.humhelix.bench.internal.live.CallsEnd;
import io.humhelix.bench.internal.live.ForkInput;
import io.humhelix.bench.internal.live.LiveSut;
import io.humhelix.bench.internal.live.TrialStatuses;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.measure.PreparedClip;
import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.internal.provider.Failures;
import io.humhelix.bench.internal.scenario.TrialTask;
import io.humhelix.bench.internal.telemetry.SamplerRegistry;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.SutProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a system in the process of the harness, on a thread of its own, which is abandoned if it
 * hangs. A run config has only one such fork: loading a model again in the same process is not an
 * independent replicate.
 */
final class InProcessFork implements Fork {

  private static final Logger log = LoggerFactory.getLogger(InProcessFork.class);

  /** Limit for steps that no definition limits: preparing a trial, and closing. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final CheckedRunConfig config;
  private final TrialPolicy policy;
  private final ForkInput input;
  private final NanoClock clock;
  private final AbandonedCalls abandonedCalls;
  private final SutThread thread;
  private final LiveSut live;
  private long loadNanos;
  private Optional<EffectiveSut> effective = Optional.empty();
  private boolean loaded;
  private boolean abandoned;

  InProcessFork(
      CheckedRunConfig config,
      TrialPolicy policy,
      ForkInput input,
      SamplerRegistry samplers,
      NanoClock clock,
      AbandonedCalls abandonedCalls) {
    this.config = config;
    this.policy = policy;
    this.input = input;
    this.clock = clock;
    this.abandonedCalls = abandonedCalls;
    live = new LiveSut(origin(config, samplers), config.request(), input, clock);
    thread =
        new SutThread("humhelix-bench-sut-" + config.runConfig().id(), clock, input.cancellation());
  }

  private static LiveSut.Origin origin(CheckedRunConfig config, SamplerRegistry samplers) {
    return new LiveSut.Origin() {
      @Override
      public SutProvider provider() {
        return config.provider().orElseThrow();
      }

      @Override
      public SamplerRegistry samplers() {
        return samplers;
      }
    };
  }

  @Override
  public Optional<Failure> open() {
    Answer<LiveSut.Loaded> answer = load();
    if (answer instanceof Answer.Missing<LiveSut.Loaded> missing) {
      return Optional.of(missing.failure());
    }
    LiveSut.Loaded given = ((Answer.Given<LiveSut.Loaded>) answer).value();
    loaded = true;
    loadNanos = given.nanos();
    effective = Optional.of(given.effective());
    return Optional.empty();
  }

  private Answer<LiveSut.Loaded> load() {
    String subject = LiveSut.loading(config.request());
    SutThread.Outcome<Answer<LiveSut.Loaded>> outcome = within(policy.loadTimeout(), live::load);
    if (outcome instanceof SutThread.Outcome.Returned<Answer<LiveSut.Loaded>> returned) {
      return returned.value();
    }
    if (outcome instanceof SutThread.Outcome.Threw<Answer<LiveSut.Loaded>> threw) {
      return new Answer.Missing<>(Failures.of("open", subject, threw.thrown()));
    }
    abandon();
    return new Answer.Missing<>(
        timeout("open", subject, policy.loadTimeout(), "trials.load_timeout_s"));
  }

  @Override
  public Executed trial(TrialTask task) {
    boolean disturbed = abandonedCalls.anyGoingOn();
    InProcessTrial trial = new InProcessTrial(thread, clock, PATIENCE, LiveSut.ANSWER_LIMIT);
    SutThread.Outcome<Optional<Answer<EffectiveSut>>> outcome =
        thread.call(() -> live.trial(task, trial), trial::deadlineNanos);
    boolean hangs = outcome instanceof SutThread.Outcome.Abandoned;
    // Calls that end at the very moment of their deadline have missed it.
    Optional<InProcessTrial.Made> known =
        trial.end().filter(made -> !hangs || made.end().asksAgain(task.slot().kind()));
    InProcessTrial.Made made =
        known.orElseGet(
            () ->
                new InProcessTrial.Made(CallsEnd.failed(failure(outcome, trial)), live.sampled()));
    List<Issue> issues = new ArrayList<>(made.sampled().issues());
    if (hangs) {
      abandon();
    }
    if (trial.trial().isPresent() && (disturbed || abandonedCalls.anyGoingOn())) {
      issues.add(
          Issue.warning(
              "abandoned-call-running",
              "a call abandoned earlier in this process was still running.",
              "It takes processor or device time from this trial; do not trust its speed."));
    }
    Optional<Failure> unknown = known.isPresent() ? sayAgain(outcome) : Optional.empty();
    unknown.map(TrialStatuses::effectiveUnknown).ifPresent(issues::add);
    return new Executed(
        made.end().status(),
        trial.calls(),
        made.end().failure(),
        issues,
        made.sampled().measurements(),
        unknown.filter(failure -> hangs));
  }

  /** Takes what the system reports after its first call; returns why that failed. */
  private Optional<Failure> sayAgain(SutThread.Outcome<Optional<Answer<EffectiveSut>>> outcome) {
    if (outcome instanceof SutThread.Outcome.Threw<Optional<Answer<EffectiveSut>>> threw) {
      return Optional.of(Failures.of("effective", LiveSut.ASKING, threw.thrown()));
    }
    if (!(outcome instanceof SutThread.Outcome.Returned<Optional<Answer<EffectiveSut>>> returned)) {
      return Optional.of(TrialStatuses.noAnswerAgain(LiveSut.ANSWER_LIMIT));
    }
    if (returned.value().isPresent()
        && returned.value().get() instanceof Answer.Missing<EffectiveSut> missing) {
      return Optional.of(missing.failure());
    }
    if (returned.value().isPresent()
        && returned.value().get() instanceof Answer.Given<EffectiveSut> given) {
      effective = Optional.of(given.value());
    }
    return Optional.empty();
  }

  /** Returns why the calls of a trial did not end. */
  private Failure failure(SutThread.Outcome<?> outcome, InProcessTrial trial) {
    Optional<PreparedClip> clip =
        trial.trial().map(calls -> input.clips().get(calls.currentClip()));
    String subject = clip.map(c -> "clip '" + c.clip().id() + "': ").orElse(LiveSut.PREPARING);
    if (outcome instanceof SutThread.Outcome.Threw<?> threw) {
      return Failures.of("transcribe", subject, threw.thrown());
    }
    if (clip.isEmpty()) {
      return timeout("transcribe", subject, PATIENCE, "");
    }
    if (trial.haveCallsEnded()) {
      return timeout("results", "results of a trial whose calls ended: ", LiveSut.ANSWER_LIMIT, "");
    }
    Duration limit = policy.callTimeoutFor(clip.get().audio().durationSeconds());
    return timeout("transcribe", subject, limit, "trials.call_timeout_s");
  }

  /**
   * Returns the failure of a missed deadline.
   *
   * @param key of the definition that sets the limit; empty if none does
   */
  private static Failure timeout(String phase, String subject, Duration limit, String key) {
    return new Failure(
        FailureKind.TIMEOUT,
        phase,
        subject
            + "no answer within "
            + limit.toMillis() / 1000.0
            + " s. The call was abandoned and may still be going on.",
        (key.isEmpty() ? "Find" : "Raise " + key + ", or find") + " out why it hangs.",
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

  /** Stops waiting for the current call; if that ever returns, the system is closed. */
  private void abandon() {
    abandoned = true;
    live.closeTelemetry();
    thread.endAfter(
        () ->
            live.close()
                .ifPresent(
                    failure ->
                        log.warn("closing an abandoned system failed: {}", failure.message())));
  }

  @Override
  public Ended close() {
    long start = clock.nanos();
    List<Issue> issues = closeSut().stream().toList();
    if (abandoned) {
      abandonedCalls.add(thread);
    }
    return new Ended(0, clock.nanos() - start, issues, List.of());
  }

  /** Closes the system unless it was abandoned; returns what went wrong. */
  private Optional<Issue> closeSut() {
    if (abandoned) {
      return Optional.empty();
    }
    var outcome = within(PATIENCE, live::close);
    thread.end();
    Optional<String> reason;
    if (outcome instanceof SutThread.Outcome.Returned<Optional<Failure>> returned) {
      reason = returned.value().map(Failure::message);
    } else if (outcome instanceof SutThread.Outcome.Threw<Optional<Failure>> threw) {
      reason = Optional.of(Failures.of("close", "", threw.thrown()).message());
    } else {
      abandoned = true;
      reason = Optional.of("it did not return within " + PATIENCE.toSeconds() + " s");
    }
    return reason.map(
        why ->
            TrialStatuses.closeFailed(
                config.runConfig().sut().name(),
                why,
                "Earlier results stand. Host or device memory may still be in use and affect later run"
                    + " configs."));
  }
}
