package io.humhelix.bench.internal.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemTimelineTest {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @ParameterizedTest
  @ValueSource(longs = {0, 100_000})
  void isNeverEarly(long spinNanos) {
    SystemTimeline time = new SystemTimeline(Duration.ofNanos(spinNanos));
    for (int i = 0; i < 20; i++) {
      long due = time.nanos() + 500_000L * i;
      assertTrue(time.until(due, () -> false));
      assertTrue(time.nanos() - due >= 0);
    }
  }

  @Test
  void stopsWaitingWhenAsked() {
    SystemTimeline time = new SystemTimeline(Duration.ZERO);
    AtomicInteger asked = new AtomicInteger();
    long due = time.nanos() + Duration.ofHours(1).toNanos();
    assertTimeoutPreemptively(
        DEADLINE, () -> assertFalse(time.until(due, () -> asked.incrementAndGet() > 3)));
  }

  @Test
  void aTimeThatHasComeIsNotStopped() {
    SystemTimeline time = new SystemTimeline(Duration.ZERO);
    assertTrue(time.until(time.nanos() - 1, () -> true));
  }

  @Test
  void wakesThoseWhoWaitForACondition() {
    SystemTimeline time = new SystemTimeline(Duration.ZERO);
    AtomicBoolean ready = new AtomicBoolean();
    AtomicInteger woken = new AtomicInteger();
    Timeline.Beside beside =
        time.fork(
            "waits",
            () -> {
              time.until(ready::get);
              woken.incrementAndGet();
            });
    assertTimeoutPreemptively(
        DEADLINE,
        () -> {
          ready.set(true);
          time.signal();
          beside.join();
        });
    assertEquals(1, woken.get());
  }

  @Test
  void anInterruptIsKeptForLater() {
    SystemTimeline time = new SystemTimeline(Duration.ZERO);
    assertTimeoutPreemptively(
        DEADLINE,
        () -> {
          Thread.currentThread().interrupt();
          AtomicInteger asked = new AtomicInteger();
          time.until(() -> asked.incrementAndGet() > 2);
          assertTrue(Thread.interrupted());
        });
  }
}
