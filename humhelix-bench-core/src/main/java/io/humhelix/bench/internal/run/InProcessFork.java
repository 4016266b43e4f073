package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.measure.PreparedClip;
import io.humhelix.bench.internal.measure.Schedule;
import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.internal.provider.Failures;
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
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.spi.Sut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
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
  private final AtomicReference<Sut> sut = new AtomicReference<>();
  private long loadNanos;
  private Optional<EffectiveSut> effective = Optional.empty();
  private Telemetry telemetry = Telemetry.OFF;
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
    thread = new SutThread("humhelix-bench-sut-" + config.runConfig().id(), clock, cancellation);
  }

  @Override
  public Optional<Failure> open() {
    String subject = "loading '" + config.runConfig().sut().name() + "': ";
    var outcome =
        within(
            policy.loadTimeout(),
            () -> {
              long[] start = {clock.nanos()};
              Sut opened =
                  config
                      .provider()
                      .orElseThrow()
                      .open(config.request(), () -> start[0] = clock.nanos());
              long nanos = clock.nanos() - start[0];
              if (opened == null) {
                throw new IllegalStateException("open returned null");
              }
              sut.set(opened);
              return nanos;
            });
    if (outcome instanceof SutThread.Outcome.Returned<Long> returned) {
      loadNanos = returned.value();
      telemetry = samplers.open(config.runConfig().sut(), clock, Telemetry.INTERVAL);
      return askEffective();
    }
    if (outcome instanceof SutThread.Outcome.Threw<Long> threw) {
      thread.end();
      return Optional.of(Failures.of("open", subject, threw.thrown()));
    }
    abandon();
    return Optional.of(timeout("open", subject, policy.loadTimeout()));
  }

  private Optional<Failure> askEffective() {
    String subject = "asking what the system is: ";
    var outcome = within(QUESTION_TIMEOUT, () -> sut.get().effective());
    if (outcome instanceof SutThread.Outcome.Returned<EffectiveSut> returned
        && returned.value() != null) {
      effective = Optional.of(returned.value());
      return Optional.empty();
    }
    if (outcome instanceof SutThread.Outcome.Threw<EffectiveSut> threw) {
      return Optional.of(Failures.of("effective", subject, threw.thrown()));
    }
    if (outcome instanceof SutThread.Outcome.Abandoned<EffectiveSut>) {
      abandon();
      return Optional.of(timeout("effective", subject, QUESTION_TIMEOUT));
    }
    return Optional.of(
        Failures.of("effective", "", new IllegalStateException("effective() returned null")));
  }

  @Override
  public Executed trial(TrialTask task) {
    List<Issue> issues = new ArrayList<>();
    boolean disturbed = abandonedCalls.anyGoingOn();
    ScenarioTrial trial =
        ScenarioTrial.of(
            new ScenarioTrial.Means(
                sut.get(),
                workload.clips(),
                workload.workload().task(),
                workload.timeoutNanos(policy),
                cancellation),
            task.plan(workload.clips().size(), schedule, number));
    telemetry.start();
    var outcome = thread.call(trial, trial::deadlineNanos);
    Sampled sampled = telemetry.stop().sampled();
    issues.addAll(sampled.issues());
    PreparedClip clip = workload.clips().get(trial.currentClip());
    String subject = "clip '" + clip.clip().id() + "': ";
    Optional<Failure> failure = Optional.empty();
    TrialStatus status = TrialStatus.OK;
    if (outcome instanceof SutThread.Outcome.Threw<ScenarioTrial.End> threw) {
      failure = Optional.of(Failures.of("transcribe", subject, threw.thrown()));
      status = TrialStatuses.of(failure.get());
    } else if (outcome instanceof SutThread.Outcome.Abandoned<ScenarioTrial.End>) {
      Duration limit = policy.callTimeoutFor(clip.audio().durationSeconds());
      failure = Optional.of(timeout("transcribe", subject, limit));
      status = TrialStatus.TIMEOUT;
      abandon();
    } else if (outcome instanceof SutThread.Outcome.Returned<ScenarioTrial.End> returned
        && returned.value() == ScenarioTrial.End.CANCELLED) {
      status = TrialStatus.CANCELLED;
    }
    if (disturbed || abandonedCalls.anyGoingOn()) {
      issues.add(
          Issue.warning(
              "abandoned-call-running",
              "a call that was given up earlier in this process was still going on.",
              "It takes processor or device time from this trial; do not trust its speed."));
    }
    if (task.slot().kind() == TrialKind.FIRST_CALL && status == TrialStatus.OK) {
      askEffective().map(TrialStatuses::effectiveUnknown).ifPresent(issues::add);
    }
    return new Executed(status, trial.calls(), failure, issues, sampled.measurements());
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
    return !abandoned && sut.get() != null;
  }

  @Override
  public boolean isolated() {
    return false;
  }

  /** Stops waiting for the call under way; the system is closed when it returns, if ever. */
  private void abandon() {
    abandoned = true;
    thread.endAfter(
        () -> {
          Sut late = sut.get();
          if (late != null) {
            try {
              late.close();
            } catch (Exception | LinkageError e) {
              log.warn("closing an abandoned system failed", e);
            }
          }
        });
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
    if (abandoned || sut.get() == null) {
      thread.end();
      return Optional.empty();
    }
    var outcome =
        within(
            QUESTION_TIMEOUT,
            () -> {
              sut.get().close();
              return true;
            });
    if (outcome instanceof SutThread.Outcome.Returned<Boolean>) {
      thread.end();
      return Optional.empty();
    }
    String reason;
    if (outcome instanceof SutThread.Outcome.Threw<Boolean> threw) {
      thread.end();
      reason = Failures.of("close", "", threw.thrown()).message();
    } else {
      abandoned = true;
      thread.end();
      reason = "it did not return within " + QUESTION_TIMEOUT.toSeconds() + " s";
    }
    return Optional.of(
        Issue.warning(
            "close-failed",
            "closing '" + config.runConfig().sut().name() + "' failed: " + reason + ".",
            "Memory of host or device may still be taken, which later run configs would feel."));
  }
}
