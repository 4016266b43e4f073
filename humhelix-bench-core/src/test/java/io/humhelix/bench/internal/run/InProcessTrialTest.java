package io.humhelix.bench.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.humhelix.bench.internal.live.CallsEnd;
import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.telemetry.Sampled;
import io.humhelix.bench.result.TrialStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InProcessTrialTest {

  private static final CallsEnd GOOD = new CallsEnd(TrialStatus.OK, Optional.empty());

  private final CountDownLatch never = new CountDownLatch(1);
  private final SutThread thread = new SutThread("system", NanoClock.SYSTEM, new Cancellation());

  @AfterEach
  void end() {
    never.countDown();
    thread.end();
  }

  /** An hour until the calls begin, and then no time at all. */
  private InProcessTrial hasty() {
    return new InProcessTrial(thread, NanoClock.SYSTEM, Duration.ofHours(1), Duration.ZERO);
  }

  @Test
  void anEarlierDeadlineEndsTheWaiting() {
    InProcessTrial trial = hasty();
    SutThread.Outcome<Boolean> outcome =
        thread.call(
            () -> {
              trial.callsEnded();
              trial.take(GOOD, Sampled.NOTHING);
              never.await();
              return true;
            },
            trial::deadlineNanos);
    assertInstanceOf(SutThread.Outcome.Abandoned.class, outcome);
  }

  @Test
  void callsThatEndedStandThoughTheSystemHangsThen() {
    InProcessTrial trial = hasty();
    assertEquals(GOOD, trial.take(GOOD, Sampled.NOTHING));
    assertEquals(Optional.of(new InProcessTrial.Made(GOOD, Sampled.NOTHING)), trial.end());
  }

  /** So that nothing more is asked of a system that was given up. */
  @Test
  void callsThatEndTooLateAreNoneThatEndedWell() {
    InProcessTrial trial = hasty();
    assertEquals(Optional.empty(), trial.end());
    assertEquals(TrialStatus.CANCELLED, trial.take(GOOD, Sampled.NOTHING).status());
    assertEquals(Optional.empty(), trial.end());
  }
}
