package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Histories of 30 days with a spread of 1.5 % from day to day. */
class ChangePointsTest {

  private static final int DAYS = 30;
  private static final int RUNS = Band.FULL ? 500 : 60;
  private final Random random = new Random(1);

  private double[] history(int days, IntToDoubleFunction level) {
    double[] values = new double[days];
    for (int i = 0; i < days; i++) {
      values[i] = level.applyAsDouble(i) + 0.015 * random.nextGaussian();
    }
    return values;
  }

  @Test
  @Tag("slow")
  void aStepIsFoundWhereItIs() {
    int found = 0;
    for (int run = 0; run < RUNS; run++) {
      List<ChangePoint> points = ChangePoints.of(history(DAYS, i -> i < 18 ? 0 : 0.05), run);
      found += points.size() == 1 && Math.abs(points.get(0).index() - 18) <= 1 ? 1 : 0;
    }
    Band.atLeast(0.95, 0.97).check("step", found, RUNS);
  }

  @Test
  void unchangedHistoriesHaveNone() {
    int alarms = 0;
    int runs = 20 * RUNS;
    for (int run = 0; run < runs; run++) {
      alarms += ChangePoints.of(history(DAYS, i -> 0), run).isEmpty() ? 0 : 1;
    }
    Band.atMost(0.003, 0.001).check("unchanged", alarms, runs);
  }

  /** Why not E-divisive by bisection. */
  @Test
  @Tag("slow")
  void aLevelThatComesAndGoesIsFound() {
    int found = 0;
    int foundByControl = 0;
    for (int run = 0; run < RUNS; run++) {
      double[] values = history(DAYS, i -> i >= 10 && i < 20 ? 0.05 : 0);
      found += ChangePoints.of(values, run).size() == 2 ? 1 : 0;
      foundByControl += EnergyDivisive.of(values, run).size() == 2 ? 1 : 0;
    }
    Band.atLeast(0.93, 0.97).check("comes and goes", found, RUNS);
    assertTrue(foundByControl < RUNS / 5, "E-divisive finds " + foundByControl + " of " + RUNS);
  }

  @Test
  void levelsAreThoseBetweenTheChanges() {
    double[] values = new double[40];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i < 12 ? 1 : i < 25 ? 2 : 4) + (i % 2 == 0 ? 0.01 : -0.01);
    }
    List<ChangePoint> points = ChangePoints.of(values, 5);

    assertEquals(2, points.size(), points::toString);
    assertEquals(12, points.get(0).index());
    assertEquals(25, points.get(1).index());
    assertEquals(1, points.get(0).before(), 0.01);
    assertEquals(2, points.get(0).after(), 0.01);
    assertEquals(4, points.get(1).after(), 0.01);
    assertTrue(points.get(1).p() < 0.001);
    assertEquals(points, ChangePoints.of(values, 5));
  }

  @Test
  void aSingleBadDayIsNoChange() {
    double[] values = history(DAYS, i -> i == 15 ? 0.5 : 0);

    assertEquals(List.of(), ChangePoints.of(values, 1));
  }

  @Test
  void shortHistoriesHaveNone() {
    assertEquals(List.of(), ChangePoints.of(new double[0], 1));
    assertEquals(List.of(), ChangePoints.of(new double[] {1, 1, 1, 9, 9}, 1));
    assertEquals(List.of(), ChangePoints.of(history(12, i -> i < 6 ? 0 : 1), 1));
    assertEquals(1, ChangePoints.of(history(18, i -> i < 9 ? 0 : 1), 1).size());
    assertThrows(
        IllegalArgumentException.class, () -> ChangePoints.of(new double[] {Double.NaN}, 1));
  }
}
