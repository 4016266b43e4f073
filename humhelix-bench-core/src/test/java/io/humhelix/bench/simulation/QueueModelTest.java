package io.humhelix.bench.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The simulated queues have the latencies of theory. */
class QueueModelTest {

  private static double slow(boolean exponential, boolean hiccups, double rate) {
    return new QueueModel(exponential, hiccups).slowShare(rate, 0.05, 400_000, 3);
  }

  @Test
  void theTimesOfAnExponentialServerAreExponential() {
    for (double rate : new double[] {20, 40, 60}) {
      assertEquals(Math.exp(-(100 - rate) * 0.05), slow(true, false, rate), 0.006);
    }
  }

  @Test
  void aServerOfFixedTimesHasItsKneeWhereErlangPutsIt() {
    assertEquals(0.05, slow(false, false, 69.4), 0.004);
  }

  @Test
  void hiccupsMakeQueriesSlow() {
    // 0.3 s in 20 s, and the queue that they leave.
    assertEquals(0, slow(false, false, 10), 0.001);
    assertTrue(slow(false, true, 10) > 0.25 / 20, "those that came meanwhile");
    assertTrue(slow(false, true, 10) < 0.4 / 20, "and few others");
  }
}
