package io.humhelix.bench.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Finds the changes of level in a history, such as the levels of a run config on many days.
 *
 * <p>E-divisive: the split of a segment into {@code n} and {@code m} values that makes the energy
 * distance {@code n m / (n + m) (2 mean|x - y| - mean|x - x'| - mean|y - y'|)} the largest, tested
 * by permutations of the segment; what is found is split again (Matteson and James, "A
 * nonparametric approach for multiple change point analysis of multivariate data", Journal of the
 * American Statistical Association 109, 2014, with exponent 1; known from MongoDB's performance
 * tests, Daly and others, ICPE 2020). It asks for no distribution. The split with the largest
 * distance over all segments is tested first; segments without a finding are closed.
 */
public final class ChangePoints {

  /** A split more likely than this by chance is none. */
  public static final double SIGNIFICANCE = 0.001;

  /** Fewest values on either side of a change, so that single bad days are none. */
  public static final int FEWEST_ON_A_SIDE = 3;

  private final double[] values;
  private final SplittableRandom random;
  private final TreeMap<Integer, Double> found = new TreeMap<>();

  private ChangePoints(double[] values, long seed) {
    this.values = values;
    this.random = new SplittableRandom(seed);
  }

  /**
   * Finds changes.
   *
   * @param values finite, in the order of time; logarithms for what changes by ratios
   * @param seed of the permutations
   * @return in the order of time; fewer than 6 values have none
   */
  public static List<ChangePoint> of(double[] values, long seed) {
    Sample.of(values);
    ChangePoints search = new ChangePoints(values.clone(), seed);
    search.split(0, values.length);
    List<Integer> ends = new ArrayList<>(search.found.keySet());
    List<ChangePoint> points = new ArrayList<>();
    for (int i = 0; i < ends.size(); i++) {
      int from = i == 0 ? 0 : ends.get(i - 1);
      int to = i + 1 == ends.size() ? values.length : ends.get(i + 1);
      int at = ends.get(i);
      points.add(
          new ChangePoint(
              at,
              Moments.of(Arrays.copyOfRange(values, from, at)).mean(),
              Moments.of(Arrays.copyOfRange(values, at, to)).mean(),
              search.found.get(at)));
    }
    points.sort(Comparator.comparingInt(ChangePoint::index));
    return List.copyOf(points);
  }

  private void split(int from, int to) {
    if (to - from < 2 * FEWEST_ON_A_SIDE) {
      return;
    }
    double[] segment = Arrays.copyOfRange(values, from, to);
    Split best = Split.best(segment);
    double p =
        PermutationTest.p(
            best.distance(),
            () -> {
              Shuffle.range(segment, 0, segment.length, random);
              return Split.best(segment).distance();
            });
    if (p < SIGNIFICANCE) {
      found.put(from + best.at(), p);
      split(from, from + best.at());
      split(from + best.at(), to);
    }
  }

  /** Where a segment falls into two, and how far these are apart. */
  private record Split(int at, double distance) {

    static Split best(double[] x) {
      int size = x.length;
      double left = 0;
      double right = 0;
      for (int i = 0; i < size; i++) {
        for (int j = i + 1; j < size; j++) {
          right += Math.abs(x[i] - x[j]);
        }
      }
      double all = right;
      Split best = new Split(FEWEST_ON_A_SIDE, Double.NEGATIVE_INFINITY);
      for (int n = 1; n <= size - FEWEST_ON_A_SIDE; n++) {
        // Value n - 1 goes from the right side to the left one.
        for (int i = 0; i < n - 1; i++) {
          left += Math.abs(x[i] - x[n - 1]);
        }
        for (int j = n; j < size; j++) {
          right -= Math.abs(x[j] - x[n - 1]);
        }
        if (n >= FEWEST_ON_A_SIDE) {
          double distance = energy(n, size - n, left, right, all - left - right);
          if (distance > best.distance) {
            best = new Split(n, distance);
          }
        }
      }
      return best;
    }

    private static double energy(int n, int m, double left, double right, double between) {
      double within = left / (n * (n - 1.0) / 2) + right / (m * (m - 1.0) / 2);
      return (double) n * m / (n + m) * (2 * between / ((double) n * m) - within);
    }
  }
}
