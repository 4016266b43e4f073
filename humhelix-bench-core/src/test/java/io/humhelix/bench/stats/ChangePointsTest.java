package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
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

  /** Days that resemble the one before look changed to permutations alone. */
  @Test
  void aHistoryThatWandersIsRarelyTakenForAChange() {
    int runs = Band.FULL ? Band.FULL_RUNS : 60;
    int alarms = 0;
    int byPermutation = 0;
    for (int run = 0; run < runs; run++) {
      double[] values = new double[DAYS];
      double state = random.nextGaussian();
      for (int i = 0; i < DAYS; i++) {
        values[i] = 0.015 * state;
        state = 0.7 * state + Math.sqrt(1 - 0.7 * 0.7) * random.nextGaussian();
      }
      byPermutation += ChangePoints.of(values, run).isEmpty() ? 0 : 1;
      alarms += ChangePoints.amidWander(values, run).isEmpty() ? 0 : 1;
    }
    Band.atMost(0.12, 0.08).check("wander", alarms, runs);
    assertTrue(byPermutation > 0.2 * runs, byPermutation + " of " + runs);
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

  /** MongoDB's signal-processing-algorithms, tests/test_detection.py: its E-divisive says so. */
  @Test
  void publishedSeriesHaveTheSameChanges() {
    double[] threeRanges = {
      41, 18, 23, 3, 32, 11, 40, 13, 29, 48, 47, 35, 18, 21, 6, 2, 23, 3, 4, 7, 120, 103, 102, 81,
      71, 62, 115, 61, 108, 63, 70, 98, 65, 96, 64, 74, 70, 113, 90, 114, 208, 196, 153, 150, 225,
      179, 206, 165, 177, 151, 218, 217, 244, 245, 229, 195, 225, 229, 176, 250
    };
    assertEquals(List.of(20, 40), places(threeRanges));
    assertEquals(List.of(15), places(levels(i -> i == 2 || i >= 15 ? 100 : 50, 30)));
    assertEquals(List.of(15), places(levels(i -> i < 14 ? 50 : i < 15 ? 74 : 100, 30)));
    assertEquals(List.of(14), places(levels(i -> i < 14 ? 50 : i < 15 ? 76 : 100, 30)));
    assertEquals(
        List.of(15, 30), places(levels(i -> i == 2 ? 100 : i < 15 ? 50 : i < 30 ? 100 : 150, 45)));
    assertEquals(List.of(), places(levels(i -> 50, 30)));
    // There, the outlier at 32 draws the second change to 33; the level fell at 30.
    assertEquals(
        List.of(15, 30),
        places(levels(i -> i == 2 || i == 32 || i >= 15 && i < 30 ? 100 : 50, 45)));
  }

  /** Apache Otava (Hunter), tests/analysis_test.py and change_point_divisive_test.py. */
  @Test
  void aPublishedSeriesOfTwentyHasItsChangeAndOneOfFourteenIsTooShort() {
    double[] halved = {
      1.02, 0.95, 0.99, 1.00, 1.12, 1.00, 1.01, 0.98, 1.01, 0.96, 0.50, 0.51, 0.48, 0.48, 0.55,
      0.50, 0.49, 0.51, 0.50, 0.49
    };
    assertEquals(List.of(10), places(halved));
    double[] tooShort = {
      0.3, 2.4, 1.5, -0.9, -0.5, 99.7, 98.3, 99.1, 149.0, 149.7, 149.5, 149.1, 148.8, 150.0
    };
    assertEquals(List.of(), places(tooShort));
  }

  private static List<Integer> places(double[] values) {
    List<Integer> places = ChangePoints.of(values, 1).stream().map(ChangePoint::index).toList();
    assertEquals(
        places, ChangePoints.amidWander(values, 1).stream().map(ChangePoint::index).toList());
    return places;
  }

  private static double[] levels(IntToDoubleFunction level, int n) {
    return IntStream.range(0, n).mapToDouble(level::applyAsDouble).toArray();
  }

  /** A history longer than a window: every change once, wherever windows meet. */
  @Test
  void aLongHistoryIsSearchedInWindows() {
    int n = 2 * ChangePoints.WINDOW + 7;
    double[] values = history(n, i -> i < 39 ? 0 : i < 81 ? 0.2 : i < 140 ? 0.1 : 0.3);

    assertEquals(
        List.of(39, 81, 140), ChangePoints.of(values, 1).stream().map(ChangePoint::index).toList());
    assertEquals(List.of(), ChangePoints.of(history(n, i -> 0), 1));
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
    assertEquals(
        List.of(), ChangePoints.of(history(ChangePoints.FEWEST - 1, i -> i < 7 ? 0 : 1), 1));
    assertEquals(1, ChangePoints.of(history(ChangePoints.FEWEST, i -> i < 8 ? 0 : 1), 1).size());
    assertEquals(List.of(), ChangePoints.of(history(18, i -> i < 13 ? 0 : 1), 1));
    assertEquals(1, ChangePoints.of(history(18, i -> i < 11 ? 0 : 1), 1).size());
    assertEquals(List.of(), ChangePoints.of(history(30, i -> i < 27 ? 0 : 1), 1));
    assertEquals(1, ChangePoints.of(history(30, i -> i < 25 ? 0 : 1), 1).size());
    assertEquals(1, ChangePoints.of(history(40, i -> i < 36 ? 0 : 1), 1).size());
    assertThrows(
        IllegalArgumentException.class, () -> ChangePoints.of(new double[] {Double.NaN}, 1));
  }
}
