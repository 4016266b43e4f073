package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Against statsmodels' multipletests. */
class AdjustedPValuesTest {

  private static final double[] P = {.01, .04, .03, .005, .2, .6, .041};

  @Test
  void holm() {
    assertArrayEquals(
        new double[] {.06, .16, .15, .035, .4, .6, .16}, AdjustedPValues.holm(P), 1e-12);
  }

  @Test
  void benjaminiHochberg() {
    assertArrayEquals(
        new double[] {.035, .0574, .0574, .035, .2 * 7 / 6, .6, .0574},
        AdjustedPValues.benjaminiHochberg(P),
        1e-12);
  }

  @Test
  void oneTestIsNotAdjusted() {
    assertArrayEquals(new double[] {.04}, AdjustedPValues.holm(.04));
    assertArrayEquals(new double[] {.04}, AdjustedPValues.benjaminiHochberg(.04));
    assertEquals(0, AdjustedPValues.holm().length);
  }

  @Test
  void neverAboveOne() {
    assertArrayEquals(new double[] {1, 1}, AdjustedPValues.holm(.9, .8));
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThrows(IllegalArgumentException.class, () -> AdjustedPValues.holm(.1, 1.1));
    assertThrows(
        IllegalArgumentException.class, () -> AdjustedPValues.benjaminiHochberg(Double.NaN));
  }
}
