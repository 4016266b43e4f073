package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each of the figures that raise a flag, where it should and where it should not. */
class NoiseFiguresTest {

  /** SciPy's linregress. */
  @Test
  void orderEffectIsTheSlopeOfTheBlocks() {
    double[] blocks = {0.01, 0.012, 0.02, 0.019, 0.03, 0.028, 0.041};
    OrderEffect effect = OrderEffect.of(List.of(blocks));

    assertEquals(0.004821428571428571, effect.slope(), 1e-12);
    assertEquals(0.0007811024267434444, effect.p(), 1e-9);
    assertTrue(effect.present());
    assertEquals(7, effect.blocks());
  }

  @Test
  void orderEffectAveragesOverRunConfigs() {
    double[] up = {1, 2, 3, 4};
    double[] down = {4, 3, 2, 1};

    assertEquals(new OrderEffect(0, 1, 4), OrderEffect.of(List.of(up, down)));
    assertEquals(0, OrderEffect.of(List.of(up, up)).p());
    assertFalse(OrderEffect.of(List.of(new double[] {1, 2, 3})).present());
    assertThrows(
        IllegalArgumentException.class, () -> OrderEffect.of(List.of(up, new double[] {1, 2, 3})));
    assertThrows(IllegalArgumentException.class, () -> OrderEffect.of(List.of()));
  }

  @Test
  void autocorrelationIsFoundInWanderingForks() {
    ForkedSample wandering =
        new SimulatedMachine(SimulatedMachine.Noise.AUTOREGRESSIVE, 2).forks(8, 30, 1);
    Autocorrelation found = Autocorrelation.of(wandering, 1);

    assertTrue(found.present(), found::toString);
    assertTrue(found.coefficient() > 0.2, found::toString);
    assertEquals(found, Autocorrelation.of(wandering, 1));
  }

  @Test
  void independentTrialsHaveNone() {
    SimulatedMachine machine = new SimulatedMachine(SimulatedMachine.Noise.GAUSS, 2);
    int runs = 2_000;
    int found = 0;
    for (int run = 0; run < runs; run++) {
      found += Autocorrelation.of(machine.forks(5, 10, 1), run).present() ? 1 : 0;
    }
    Band.atMost(0.003, 0.001).check("autocorrelation", found, runs);
    assertEquals(
        new Autocorrelation(0, 1), Autocorrelation.of(ForkedSample.of(new double[] {1, 2}), 1));
    assertEquals(
        new Autocorrelation(0, 1),
        Autocorrelation.of(ForkedSample.of(new double[] {2, 2, 2, 2}), 1));
  }

  @Test
  void outliersAreNamed() {
    assertArrayEquals(new int[] {2, 5}, Outliers.of(10, 11, 60, 10.5, 9, -40, 10));
    // 13.4 median deviations away: not yet one.
    assertArrayEquals(new int[0], Outliers.of(9, 10, 11, 21, 10.5, 9.5, 8.9, 11.1));
    assertArrayEquals(new int[0], Outliers.of(1, 1, 1, 1, 99));
    assertArrayEquals(new int[0], Outliers.of());
  }

  private static Steadiness steadiness(double... fork) {
    return Steadiness.of(ForkedSample.of(fork), 0, 1);
  }

  @Test
  void aStepMakesAForkRestless() {
    double[] fork = new double[20];
    Arrays.setAll(fork, i -> (i < 12 ? 1 : 1.1) + 0.001 * (i % 3));
    Steadiness found = steadiness(fork);

    assertFalse(found.steady());
    assertEquals(12, found.at());
    assertEquals(1.1, found.shift(), 0.001);
    assertTrue(found.p() < Steadiness.SIGNIFICANCE);
  }

  @Test
  void aSmallStepIsNoMatter() {
    double[] fork = new double[20];
    Arrays.setAll(fork, i -> (i < 12 ? 1 : 1.015) + 0.001 * (i % 3));

    assertTrue(steadiness(fork).steady());
    assertEquals(1, steadiness(fork).p());
    assertTrue(steadiness(1, 2, 3).steady());
  }

  @Test
  void aPerfectStepIsFound() {
    double[] fork = new double[20];
    Arrays.setAll(fork, i -> i < 10 ? 1 : 2);

    assertFalse(steadiness(fork).steady());
  }
}
