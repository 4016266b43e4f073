package io.humhelix.bench.internal.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** How often a steady queue is called growing, and a growing one is found. */
class BacklogTrendTest {

  private static final int RUNS = Boolean.getBoolean("humhelix.test.full") ? 5000 : 1000;
  private static final double SERVICE_S = 0.1;
  private static final double LIMIT_S = 1;

  /** Waiting times of a queue with Poisson arrivals and a fixed service time. */
  private static long[] waiting(double utilisation, int n, Random random) {
    long[] waiting = new long[n];
    double wait = 0;
    for (int i = 0; i < n; i++) {
      waiting[i] = (long) (wait * 1e9);
      double gap = -Math.log(1 - random.nextDouble()) * SERVICE_S / utilisation;
      wait = Math.max(0, wait + SERVICE_S - gap);
    }
    return waiting;
  }

  private static double share(double utilisation, int n) {
    Random random = new Random(11);
    int grows = 0;
    for (int run = 0; run < RUNS; run++) {
      grows += BacklogTrend.of(waiting(utilisation, n, random), LIMIT_S).grows() ? 1 : 0;
    }
    return (double) grows / RUNS;
  }

  @Test
  void aSteadyQueueIsSeldomCalledGrowing() {
    assertTrue(share(0.5, 500) <= 0.005, () -> "at 50 %: " + share(0.5, 500));
    assertTrue(share(0.8, 500) <= 0.01, () -> "at 80 %: " + share(0.8, 500));
  }

  @Test
  void anOverloadedQueueIsFound() {
    assertTrue(share(1.1, 1000) >= 0.95, () -> "at 110 %: " + share(1.1, 1000));
    assertTrue(share(1.2, 500) >= 0.98, () -> "at 120 %: " + share(1.2, 500));
  }

  @Test
  void aQueueThatFillsUpToItsSteadyLengthDoesNotGrow() {
    long[] waiting = new long[340];
    for (int i = 0; i < waiting.length; i++) {
      waiting[i] = Math.min(i, 15) * 100_000_000L + i % 3;
    }
    assertFalse(BacklogTrend.of(waiting, LIMIT_S).grows());
  }

  @Test
  void aRiseThatIsSmallAgainstTheLimitIsNoBacklog() {
    long[] waiting = new long[340];
    for (int i = 0; i < waiting.length; i++) {
      waiting[i] = i * 100_000L;
    }
    assertFalse(BacklogTrend.of(waiting, LIMIT_S).grows());
    assertTrue(BacklogTrend.of(waiting, 0.1).grows());
  }

  @Test
  void tooFewClipsTellNothing() {
    assertEquals(new BacklogTrend(false, 0), BacklogTrend.of(new long[33], LIMIT_S));
  }
}
