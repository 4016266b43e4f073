package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Intervals from fork medians, against SciPy's t tests on logarithms. */
class ForkIntervalsTest {

  private static final ForkedSample BASELINE = single(1.02, 1.05, 0.98, 1.10, 1.01);
  private static final ForkedSample CANDIDATE = single(1.12, 1.13, 1.09, 1.25, 1.08);
  private static final ForkedSample OTHER = single(1.2, 1.1, 1.15, 1.31);

  private static ForkedSample single(double... values) {
    double[][] forks = new double[values.length][];
    for (int i = 0; i < forks.length; i++) {
      forks[i] = new double[] {values[i]};
    }
    return ForkedSample.of(forks);
  }

  private static void assertEstimate(double point, double low, double high, Estimate actual) {
    assertEquals(point, actual.point(), 1e-9);
    assertEquals(low, actual.interval().orElseThrow().low(), 1e-9);
    assertEquals(high, actual.interval().orElseThrow().high(), 1e-9);
    assertEquals(0.95, actual.interval().orElseThrow().level());
  }

  @Test
  void geometricMean() {
    Estimate times = GeometricMean.of(BASELINE, Tails.ofTimes(0.95));

    assertEstimate(1.031207163068285, 0.9872967659269595, 1.1283188285280035, times);
    assertEquals(Method.SLOW_TAIL_LOG_T, times.method());
    assertEquals(SampleSize.of(Replicate.FORK, 5, 5), times.size());
    assertTrue(times.shortcoming().isEmpty());
  }

  @Test
  void geometricMeanOfRates() {
    ForkedSample rates = single(1 / 1.02, 1 / 1.05, 1 / 0.98, 1 / 1.10, 1 / 1.01);
    Estimate estimate = GeometricMean.of(rates, Tails.ofRates(0.95));

    assertEstimate(1 / 1.031207163068285, 1 / 1.1283188285280035, 1 / 0.9872967659269595, estimate);
    assertEquals(Method.SLOW_TAIL_LOG_T, estimate.method());
  }

  @Test
  void geometricMeanWithEqualTails() {
    Estimate estimate = GeometricMean.of(BASELINE, Tails.equal(0.95));

    assertEstimate(1.031207163068285, 0.9767324612077237, 1.08872004914065, estimate);
    assertEquals(Method.LOG_T, estimate.method());
    assertEquals(SampleSize.of(Replicate.FORK, 5, 5), estimate.size());
    assertTrue(estimate.shortcoming().isEmpty());
  }

  @Test
  void paired() {
    Estimate estimate = Ratio.paired(BASELINE, CANDIDATE, 0.95);

    assertEstimate(1.0981595062916931, 1.0649321740897428, 1.132423576449469, estimate);
    assertEquals(new SampleSize(Replicate.FORK_PAIR, 5, 5, 10), estimate.size());
    assertEquals(
        0.007721947685566437, estimate.precision().orElseThrow().pOfAtMost(Math.log(1.05)), 1e-9);
  }

  @Test
  void welch() {
    Estimate estimate = Ratio.welch(BASELINE, OTHER, 0.95);

    assertEstimate(1.1515686830434237, 1.0307449779421414, 1.286555316926127, estimate);
    assertEquals(4.618464156474025, estimate.precision().orElseThrow().degreesOfFreedom(), 1e-9);
    assertEquals(0.02280617995254931 / 2, estimate.precision().orElseThrow().pOfAtMost(0), 1e-9);
    assertEquals(new SampleSize(Replicate.FORK, 4, 5, 9), estimate.size());
  }

  @Test
  void aForkIsTheMedianOfItsTrials() {
    ForkedSample sample =
        ForkedSample.of(List.of(new double[] {1, 100, 2}, new double[] {4, 1, 50, 9}));

    assertArrayEquals(new double[] {Math.log(2), Math.log(6)}, sample.logMedians(), 1e-12);
    assertEquals(7, sample.trials());
  }

  @Test
  void twoForksHaveNoInterval() {
    Estimate level = GeometricMean.of(single(1, 2), Tails.ofTimes(0.95));
    Estimate ratio = Ratio.welch(BASELINE, single(1, 2), 0.95);
    Estimate pairs = Ratio.paired(single(1, 2), single(2, 4), 0.95);

    assertEquals(Math.sqrt(2), level.point(), 1e-12);
    assertEquals(2, pairs.point(), 1e-12);
    for (Estimate estimate : List.of(level, ratio, pairs)) {
      assertTrue(estimate.interval().isEmpty());
      assertEquals("2 forks; an interval needs at least 3", estimate.shortcoming().orElseThrow());
    }
  }

  @Test
  void equalForksAreKnownExactly() {
    Estimate estimate = Ratio.welch(single(2, 2, 2), single(3, 3, 3), 0.95);

    assertEquals(1.5, estimate.interval().orElseThrow().low(), 1e-12);
    assertEquals(0, estimate.precision().orElseThrow().pOfAtMost(0));
    assertEquals(1, estimate.precision().orElseThrow().pOfAtMost(1));
    assertEquals(
        0.5, GeometricMean.of(single(1, 1, 1), Tails.equal(0.95)).precision().get().pOfAtLeast(0));
  }

  @Test
  void refusesWhatHasNoRatio() {
    assertThrows(IllegalArgumentException.class, () -> single(1, 0));
    assertThrows(IllegalArgumentException.class, () -> single(1, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> ForkedSample.of(new double[0]));
    assertThrows(
        IllegalArgumentException.class, () -> GeometricMean.of(single(), Tails.equal(0.95)));
    assertThrows(IllegalArgumentException.class, () -> Tails.equal(1));
    assertThrows(IllegalArgumentException.class, () -> new Tails(0.95, 0));
    assertThrows(IllegalArgumentException.class, () -> new Tails(0.95, 1));
    IllegalArgumentException unequal =
        assertThrows(IllegalArgumentException.class, () -> Ratio.paired(BASELINE, OTHER, 0.95));
    assertTrue(unequal.getMessage().contains("5 forks and the candidate 4"));
  }

  @Test
  void warmUpIsLeftOutOfEveryFork() {
    ForkedSample sample = ForkedSample.of(new double[] {9, 1, 2}, new double[] {8, 3});

    assertArrayEquals(new double[] {1, 2}, sample.withoutFirst(1).fork(0));
    assertArrayEquals(new double[] {3}, sample.withoutFirst(1).fork(1));
    assertThrows(IllegalArgumentException.class, () -> sample.withoutFirst(2));
  }
}
