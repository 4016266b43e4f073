package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LevelShiftTest {

  /** Variances 2.5 of 5 and 3.5 of 6: standard error 1.04083, 8.9894 degrees, t(0.975) 2.2625. */
  @Test
  void theIntervalIsThatOfWelch() {
    LevelShift shift =
        LevelShift.of(new double[] {1, 2, 3, 4, 5}, new double[] {7, 9, 11, 8, 10, 12});

    assertEquals(6.5, shift.point(), 1e-12);
    assertEquals(4.1450, shift.interval().low(), 1e-4);
    assertEquals(8.8550, shift.interval().high(), 1e-4);
  }

  @Test
  void equalValuesHaveNoWidth() {
    LevelShift shift = LevelShift.of(new double[] {2, 2}, new double[] {3, 3, 3});

    assertEquals(1, shift.interval().low());
    assertEquals(1, shift.interval().high());
    assertThrows(
        IllegalArgumentException.class, () -> LevelShift.of(new double[] {1}, new double[] {1, 2}));
  }
}
