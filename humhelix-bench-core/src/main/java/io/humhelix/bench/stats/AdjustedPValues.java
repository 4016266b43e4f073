package io.humhelix.bench.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * P values of several tests made at once. Without adjustment 50 metrics in which nothing changed
 * give 2 or 3 findings at 5 %.
 */
public final class AdjustedPValues {

  private AdjustedPValues() {}

  /**
   * Adjusts by Holm's step-down: with {@code p(1) <= ... <= p(m)}, the adjusted {@code p(i)} is the
   * largest of {@code (m - j + 1) p(j)} for {@code j <= i}, at most 1. Rejecting those at or below
   * {@code a} keeps the probability of any false finding at {@code a}, whatever the tests have to
   * do with each other (Holm, "A simple sequentially rejective multiple test procedure",
   * Scandinavian Journal of Statistics 6, 1979).
   *
   * @param p values from 0 to 1, in any order
   * @return adjusted values in the same order
   */
  public static double[] holm(double... p) {
    int[] order = ascending(p);
    double[] adjusted = new double[p.length];
    double largest = 0;
    for (int i = 0; i < p.length; i++) {
      largest = Math.max(largest, (p.length - i) * p[order[i]]);
      adjusted[order[i]] = Math.min(1, largest);
    }
    return adjusted;
  }

  /**
   * Adjusts by the step-up of Benjamini and Hochberg: the adjusted {@code p(i)} is the smallest of
   * {@code p(j) m / j} for {@code j >= i}, at most 1. Marking those at or below {@code q} keeps the
   * expected share of false ones among the marked at {@code q}, for independent or positively
   * dependent tests ("Controlling the false discovery rate", Journal of the Royal Statistical
   * Society B 57, 1995).
   *
   * @param p values from 0 to 1, in any order
   * @return adjusted values in the same order
   */
  public static double[] benjaminiHochberg(double... p) {
    int[] order = ascending(p);
    double[] adjusted = new double[p.length];
    double smallest = 1;
    for (int i = p.length - 1; i >= 0; i--) {
      smallest = Math.min(smallest, p[order[i]] * p.length / (i + 1));
      adjusted[order[i]] = smallest;
    }
    return adjusted;
  }

  private static int[] ascending(double[] p) {
    for (double value : p) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("a p value is " + value + "; allowed: 0 to 1");
      }
    }
    return IntStream.range(0, p.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> p[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
