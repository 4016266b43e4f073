package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lines that a quarter of wild points does not move. */
class RobustLineTest {

  private static double[] xs(int n) {
    return IntStream.range(0, n).mapToDouble(i -> 3 + i % 17 + i / 100.0).toArray();
  }

  private static double[] ys(double[] x, double noise, long seed) {
    Random random = new Random(seed);
    return Arrays.stream(x).map(at -> 0.2 + 0.02 * at + noise * random.nextGaussian()).toArray();
  }

  /** Known from scipy.stats.theilslopes([1, 3, 2, 8, 4], [0, 1, 2, 5, 9]). */
  @Test
  void theSlopeIsTheMedianOfAllSlopes() {
    RobustLine line =
        RobustLine.of(new double[] {0, 1, 2, 5, 9}, new double[] {1, 3, 2, 8, 4}).orElseThrow();
    double[] slopes = {2, 0.5, 1.4, 1 / 3.0, -1, 1.25, 0.125, 2, 2 / 7.0, -1};
    assertEquals(Sample.of(slopes).median().orElseThrow(), line.slope(), 1e-12);
    double b = line.slope();
    double[] rest = {1, 3 - b, 2 - 2 * b, 8 - 5 * b, 4 - 9 * b};
    assertEquals(Sample.of(rest).median().orElseThrow(), line.intercept(), 1e-12);
    assertEquals(line.intercept() + 2 * b, line.at(2), 1e-12);
  }

  @Test
  void aFifthOfWildPointsDoesNotMoveIt() {
    for (int n : new int[] {25, 40, 41, 400}) {
      double[] x = xs(n);
      double[] y = ys(x, 0.001, 1);
      for (int i = 0; i < n; i += 5) {
        y[i] += 10 + i;
      }
      RobustLine line = RobustLine.of(x, y).orElseThrow();
      assertEquals(0.02, line.slope(), 0.001, n + " points");
      assertEquals(0.2, line.intercept(), 0.01, n + " points");
    }
  }

  @Test
  void theOrderOfPointsDoesNotMatter() {
    double[] x = xs(30);
    double[] y = ys(x, 0.01, 1);
    double[] backX = IntStream.range(0, 30).mapToDouble(i -> x[29 - i]).toArray();
    double[] backY = IntStream.range(0, 30).mapToDouble(i -> y[29 - i]).toArray();
    assertEquals(
        RobustLine.of(x, y).orElseThrow().slope(),
        RobustLine.of(backX, backY).orElseThrow().slope(),
        1e-12);
  }

  @Test
  void equalPlacesHaveNoLine() {
    assertEquals(Optional.empty(), RobustLine.of(new double[] {5, 5}, new double[] {1, 2}));
    assertEquals(Optional.empty(), RobustLine.of(new double[0], new double[0]));
    double[] same = new double[30];
    assertEquals(Optional.empty(), RobustLine.bootstrap(same, same, 0.95));
  }

  @Test
  void fewPointsHaveNoBootstrap() {
    double[] x = xs(19);
    assertEquals(Optional.empty(), RobustLine.bootstrap(x, ys(x, 0.01, 1), 0.95));
    double[] enough = xs(20);
    assertTrue(RobustLine.bootstrap(enough, ys(enough, 0.01, 1), 0.95).isPresent());
  }

  /** 93 to 96 of 100 cover it with other seeds; an interval of half the width 60 to 70. */
  @Test
  void theBootstrapCoversTheTrueLine() {
    int both = 0;
    int slopes = 0;
    for (int seed = 0; seed < 100; seed++) {
      double[] x = xs(24);
      RobustLine.Reach reach = RobustLine.bootstrap(x, ys(x, 0.02, seed), 0.95).orElseThrow();
      slopes += reach.slope().contains(0.02) ? 1 : 0;
      both += reach.intercept().contains(0.2) ? 1 : 0;
    }
    assertTrue(slopes >= 88 && slopes < 100, slopes + " of 100 slopes");
    assertTrue(both >= 88 && both < 100, both + " of 100 intercepts");
  }

  @Test
  void replicatesHaveStudentsInterval() {
    List<RobustLine> lines =
        List.of(new RobustLine(1, 10), new RobustLine(2, 20), new RobustLine(3, 30));
    assertEquals(new RobustLine(2, 20), RobustLine.mean(lines));
    RobustLine.Reach reach = RobustLine.ofReplicates(lines, 0.95).orElseThrow();
    assertEquals(2 - 4.302653 / Math.sqrt(3), reach.intercept().low(), 1e-6);
    assertEquals(20 + 43.02653 / Math.sqrt(3), reach.slope().high(), 1e-5);
    assertEquals(Optional.empty(), RobustLine.ofReplicates(lines.subList(0, 2), 0.95));
  }
}
