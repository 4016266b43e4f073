package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.Sut;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A live system on its thread, from loading to closing. Used by the harness thread. */
final class LiveSut {

  private static final Logger log = LoggerFactory.getLogger(LiveSut.class);
  private static final Duration QUESTION_TIMEOUT = Duration.ofSeconds(60);

  private final CheckedRunConfig config;
  private final NanoClock clock;
  private final SutThread thread;
  private final AtomicReference<Sut> sut = new AtomicReference<>();
  private long loadNanos;
  private Optional<EffectiveSut> effective = Optional.empty();
  private boolean abandoned;

  LiveSut(CheckedRunConfig config, NanoClock clock, Cancellation cancellation) {
    this.config = config;
    this.clock = clock;
    thread = new SutThread("humhelix-bench-sut-" + config.runConfig().id(), clock, cancellation);
  }

  /** Loads the model, timed; returns why that failed, if it did. */
  Optional<Failure> open(TrialPolicy policy) {
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
      return askEffective();
    }
    if (outcome instanceof SutThread.Outcome.Threw<Long> threw) {
      thread.end();
      return Optional.of(Failures.of("open", subject, threw.thrown()));
    }
    abandon();
    return Optional.of(Failures.timeout("open", subject, policy.loadTimeout()));
  }

  /** Asks what the system really is; some engines know only after the first call. */
  Optional<Failure> askEffective() {
    var outcome = within(QUESTION_TIMEOUT, () -> sut.get().effective());
    if (outcome instanceof SutThread.Outcome.Returned<EffectiveSut> returned
        && returned.value() != null) {
      effective = Optional.of(returned.value());
      return Optional.empty();
    }
    if (outcome instanceof SutThread.Outcome.Threw<EffectiveSut> threw) {
      return Optional.of(Failures.of("effective", "asking what the system is: ", threw.thrown()));
    }
    if (outcome instanceof SutThread.Outcome.Abandoned<EffectiveSut>) {
      abandon();
      return Optional.of(
          Failures.timeout("effective", "asking what the system is: ", QUESTION_TIMEOUT));
    }
    return Optional.of(
        Failures.of("effective", "", new IllegalStateException("effective() returned null")));
  }

  <T> SutThread.Outcome<T> call(Callable<T> task, LongSupplier deadline) {
    return thread.call(task, deadline);
  }

  private <T> SutThread.Outcome<T> within(Duration limit, Callable<T> task) {
    long deadline = clock.nanos() + limit.toNanos();
    return thread.call(task, () -> deadline);
  }

  Sut sut() {
    return sut.get();
  }

  long loadNanos() {
    return loadNanos;
  }

  Optional<EffectiveSut> effective() {
    return effective;
  }

  /** Returns why the device that does the work is not the one asked for. */
  Optional<Issue> wrongDevice() {
    Device asked = config.runConfig().sut().device();
    return effective
        .filter(e -> !agrees(asked, e.device()))
        .map(
            e ->
                Issue.error(
                    "device-mismatch",
                    "device '"
                        + asked
                        + "' was asked for, but '"
                        + e.device()
                        + "' did the work"
                        + " ("
                        + e.executionProvider()
                        + ").",
                    "Its numbers are not those of '"
                        + asked
                        + "'. Ask for the device that is"
                        + " there, or repair the engine's set-up."));
  }

  private static boolean agrees(Device asked, String did) {
    try {
      Device device = Device.parse(did);
      return device.kind().equals(asked.kind())
          && (asked.index().isEmpty() || device.index().equals(asked.index()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Stops waiting for the call under way; the system is closed when it returns, if ever. */
  void abandon() {
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

  /** Closes the system unless it was abandoned; returns what went wrong. */
  Optional<Issue> close() {
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
