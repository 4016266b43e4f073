package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PredictionIntervalTest {

  /** The examples of bencher's documentation; one-sided 0.977 is two-sided 0.954. */
  @Test
  void bencherExamples() {
    assertEquals(
        121.46, PredictionInterval.t(25, 100, 10, 0.954).interval().orElseThrow().high(), 0.01);
    assertEquals(
        119.95, PredictionInterval.z(25, 100, 10, 0.954).interval().orElseThrow().high(), 0.01);
  }

  @Test
  void fromValues() {
    double[] values = {1, 2, 3, 4, 5};
    Estimate estimate = PredictionInterval.of(values, 0.95);

    double reach = 2.7764451051977934 * Math.sqrt(2.5) * Math.sqrt(1.2);
    assertEquals(3 - reach, estimate.interval().orElseThrow().low(), 1e-9);
    assertEquals(3, estimate.point());
    assertEquals(Method.T_PREDICTION, estimate.method());
  }

  @Test
  void oneValueIsNoHistory() {
    assertThrows(
        IllegalArgumentException.class, () -> PredictionInterval.of(new double[] {1}, 0.95));
  }
}
