package io.humhelix.bench.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SingleServerQueueTest {

  private static final long SERVICE = 10_000_000;
  private static final SingleServerQueue.Kind FIXED = new SingleServerQueue.Kind(false, false);

  private static double peak(boolean exponential, boolean hiccups) {
    return SingleServerQueue.peak(
        new SingleServerQueue.Kind(exponential, hiccups), SERVICE, 0.95, 5 * SERVICE, 300_000);
  }

  @Test
  void aRequestWaitsForThoseBeforeIt() {
    SingleServerQueue queue = new SingleServerQueue(FIXED, 10, 1);

    assertEquals(1010, queue.readyAt(1000));
    assertEquals(1020, queue.readyAt(1003));
    assertEquals(1060, queue.readyAt(1050), "the server was idle");
  }

  @Test
  void theTimesOfRequestsAreTakenOnce() {
    SingleServerQueue queue = new SingleServerQueue(FIXED, 10, 1);
    queue.readyAt(1000);
    queue.readyAt(1003);

    assertEquals(List.of(10L, 17L), queue.takeTimes());
    assertEquals(List.of(), queue.takeTimes());
  }

  @Test
  void exponentialServicesTakeAsLongOnTheAverage() {
    SingleServerQueue queue =
        new SingleServerQueue(new SingleServerQueue.Kind(true, false), SERVICE, 1);
    long last = 0;
    for (int i = 0; i < 100_000; i++) {
      last = queue.readyAt(0);
    }
    assertEquals(1, last / (1e5 * SERVICE), 0.02);
  }

  @Test
  void hiccupsStopTheServerNowAndThen() {
    SingleServerQueue queue =
        new SingleServerQueue(new SingleServerQueue.Kind(false, true), SERVICE, 1);
    long last = 0;
    for (int i = 0; i < 20_000; i++) {
      last = queue.readyAt(0);
    }
    // 30 services lost in every 2000.
    assertEquals(1 / (1 - 30.0 / 2000), last / (2e4 * SERVICE), 0.003);
  }

  @Test
  void thePeaksAreThoseOfTheory() {
    // Erlang's formula for a fixed time; 100 - ln(20) / 0.05 for exponential times.
    assertEquals(69.4, peak(false, false), 0.8);
    assertEquals(40.09, peak(true, false), 0.01);
    assertTrue(peak(false, true) < 65, "hiccups cost load");
    assertTrue(peak(true, true) < 35, "hiccups cost load");
  }
}
