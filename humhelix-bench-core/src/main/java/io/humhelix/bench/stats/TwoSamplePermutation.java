package io.humhelix.bench.stats;

import java.util.SplittableRandom;

/**
 * Whether one sample is larger than another: the difference of the means under random regrouping
 * (Fisher's randomisation test). It holds for any distribution and with ties, such as many zeros;
 * few values cannot show anything.
 */
public final class TwoSamplePermutation {

  /** The same numbers give the same p value. */
  private static final long SEED = 31;

  private TwoSamplePermutation() {}

  /**
   * Tests one side.
   *
   * @param larger the sample that may be larger, at least one value
   * @param other the other one, at least one value
   * @return p value, above 0 and at most 1, of a difference as large as this in that direction
   */
  public static double pLarger(double[] larger, double[] other) {
    int n = larger.length;
    double[] all = new double[n + other.length];
    System.arraycopy(larger, 0, all, 0, n);
    System.arraycopy(other, 0, all, n, other.length);
    SplittableRandom random = new SplittableRandom(SEED);
    return PermutationTest.p(
        sum(all, n),
        () -> {
          Shuffle.range(all, 0, all.length, random);
          return sum(all, n);
        });
  }

  /** The total is the same in every grouping, so that the sum of one group orders them. */
  private static double sum(double[] values, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    return sum;
  }
}
