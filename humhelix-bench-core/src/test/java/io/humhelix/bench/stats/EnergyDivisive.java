package io.humhelix.bench.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * E-divisive by bisection, as performance tests commonly use it (Matteson and James 2014): the
 * control that {@link ChangePoints} is compared with.
 */
final class EnergyDivisive {

  private static final int FEWEST_ON_A_SIDE = ChangePoints.FEWEST_ON_A_SIDE;

  private final double[] values;
  private final SplittableRandom random;
  private final List<Integer> found = new ArrayList<>();

  private EnergyDivisive(double[] values, long seed) {
    this.values = values;
    this.random = new SplittableRandom(seed);
  }

  static List<Integer> of(double[] values, long seed) {
    EnergyDivisive search = new EnergyDivisive(values, seed);
    search.split(0, values.length);
    return search.found;
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
    if (p < ChangePoints.SIGNIFICANCE) {
      found.add(from + best.at());
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
