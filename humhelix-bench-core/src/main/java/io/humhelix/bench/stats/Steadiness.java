package io.humhelix.bench.stats;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Whether the kept trials of a fork stay on one level. Truncation at the start cannot see a step in
 * the middle, such as a GPU that begins to throttle.
 *
 * <p>A cumulative sum of ranks: with {@code r_i} the ranks of {@code n} values and {@code S_c} the
 * sum of {@code r_i - (n + 1) / 2} up to {@code c}, the statistic is the largest of {@code |S_c| /
 * sqrt(c (n - c))}, which is a Mann and Whitney test at the most telling split (Pettitt, "A
 * non-parametric approach to the change-point problem", Applied Statistics 28, 1979, weighted as to
 * give splits near the ends their due). Its distribution without a step comes from permutations of
 * the values themselves, so ties are no matter. Trials that follow each other closely are not
 * exchangeable even without a step; what is found there is a slow wander, which is not rest either.
 *
 * @param steady whether no step was found that is both large and unlikely
 * @param p probability of such a step by chance; 1 where the shift is too small to matter
 * @param shift level after the step / level before it, 1 without trials
 * @param at number of kept trials before the step
 */
public record Steadiness(boolean steady, double p, double shift, int at) {

  /** A smaller step than 2 % is no matter. */
  public static final double SHIFT = 0.02;

  /** Steps more likely than this by chance are not reported. */
  public static final double SIGNIFICANCE = 0.001;

  private static final int FEWEST_ON_A_SIDE = 2;

  /**
   * Checks one fork.
   *
   * @param kept positive values after warm-up, in order
   * @param seed of the permutations
   * @return steady where there are fewer than 4 values: nothing can be said
   * @throws IllegalArgumentException if a value is not positive
   */
  public static Steadiness of(double[] kept, long seed) {
    if (kept.length < 2 * FEWEST_ON_A_SIDE) {
      return new Steadiness(true, 1, 1, 0);
    }
    ForkedSample.of(kept);
    double[] ranks = Ranks.centred(kept);
    int at = split(ranks);
    double before = median(Arrays.copyOfRange(kept, 0, at));
    double after = median(Arrays.copyOfRange(kept, at, kept.length));
    double shift = after / before;
    if (Math.abs(Math.log(shift)) <= Math.log1p(SHIFT)) {
      return new Steadiness(true, 1, shift, at);
    }
    double observed = statistic(ranks, at);
    SplittableRandom random = new SplittableRandom(seed);
    double p =
        PermutationTest.p(
            observed,
            () -> {
              Shuffle.range(ranks, 0, ranks.length, random);
              return statistic(ranks, split(ranks));
            });
    return new Steadiness(p >= SIGNIFICANCE, p, shift, at);
  }

  private static int split(double[] ranks) {
    int best = FEWEST_ON_A_SIDE;
    double largest = -1;
    double sum = 0;
    for (int c = 1; c <= ranks.length - FEWEST_ON_A_SIDE; c++) {
      sum += ranks[c - 1];
      double square = sum * sum / ((double) c * (ranks.length - c));
      if (c >= FEWEST_ON_A_SIDE && square > largest) {
        largest = square;
        best = c;
      }
    }
    return best;
  }

  private static double statistic(double[] ranks, int at) {
    double sum = 0;
    for (int i = 0; i < at; i++) {
      sum += ranks[i];
    }
    return Math.abs(sum) / Math.sqrt((double) at * (ranks.length - at));
  }

  private static double median(double[] values) {
    return Sample.of(values).median().orElseThrow();
  }
}
