package io.humhelix.bench.stats;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Whether the kept trials of a fork stay on one level. Truncation at the start cannot see a step in
 * the middle, such as a GPU that begins to throttle.
 *
 * <p>The statistic is Student's t between the trials before and after the split where it is
 * largest, on logarithms winsorized at two standard deviations, and reduced where neighbours
 * resemble each other. Its distribution without a step comes from permutations of the values (a
 * cumulative sum test; Pettitt, "A non-parametric approach to the change-point problem", Applied
 * Statistics 28, 1979, has the form with ranks). Ranks do worse in the tests' scenarios: they find
 * a step in the last 4 of 30 trials in 3 % of forks, and this in half; they flag 11 % of forks with
 * an autocorrelation of 0.7 but no step, and this 5 %.
 *
 * <p>Fewer than 12 trials have too few permutations for such a probability. {@link CommonStep} is
 * what several short forks show together.
 *
 * @param steady whether no step was found that is both large and unlikely
 * @param p probability of such a step by chance; 1 where the shift is too small to matter
 * @param shift level after the step / level before it, 1 without trials
 * @param at number of kept trials before the step
 */
public record Steadiness(boolean steady, double p, double shift, int at) {

  /** Smaller steps do not matter. */
  public static final double SHIFT = 0.02;

  /** Steps more likely than this by chance are not reported. */
  public static final double SIGNIFICANCE = 0.001;

  private static final int FEWEST_ON_A_SIDE = 2;

  /**
   * Checks one fork.
   *
   * @param kept positive values after warm-up, in order
   * @param seed of the permutations
   * @return steady for fewer than 4 values, which say nothing
   * @throws IllegalArgumentException if a value is not positive
   */
  public static Steadiness of(double[] kept, long seed) {
    if (kept.length < 2 * FEWEST_ON_A_SIDE) {
      return new Steadiness(true, 1, 1, 0);
    }
    ForkedSample.of(kept);
    double[] x = Winsorized.logs(kept);
    int at = split(x);
    double before = median(Arrays.copyOfRange(kept, 0, at));
    double after = median(Arrays.copyOfRange(kept, at, kept.length));
    double shift = after / before;
    if (Math.abs(Math.log(shift)) <= Math.log1p(SHIFT)) {
      return new Steadiness(true, 1, shift, at);
    }
    double observed = statistic(x, at);
    SplittableRandom random = new SplittableRandom(seed);
    double p =
        PermutationTest.p(
            observed,
            () -> {
              Shuffle.range(x, 0, x.length, random);
              return statistic(x, split(x));
            });
    return new Steadiness(p >= SIGNIFICANCE, p, shift, at);
  }

  private static int split(double[] x) {
    int best = FEWEST_ON_A_SIDE;
    double largest = -1;
    double sum = 0;
    for (int c = 1; c <= x.length - FEWEST_ON_A_SIDE; c++) {
      sum += x[c - 1];
      double square = sum * sum / ((double) c * (x.length - c));
      if (c >= FEWEST_ON_A_SIDE && square > largest) {
        largest = square;
        best = c;
      }
    }
    return best;
  }

  /**
   * Student's t between the sides of the split, reduced where neighbours on one side resemble each
   * other: {@code n} values with the coefficient {@code r} at lag 1 tell as much about a mean as
   * {@code n (1 - r) / (1 + r)} independent ones. Half a standard error is subtracted from {@code
   * r}: chance alone must not reduce the statistic.
   */
  private static double statistic(double[] x, int at) {
    int n = x.length;
    double sum = 0;
    for (int i = 0; i < at; i++) {
      sum += x[i];
    }
    double before = sum / at;
    double after = -sum / (n - at);
    double squares = 0;
    double products = 0;
    double last = 0;
    for (int i = 0; i < n; i++) {
      double rest = x[i] - (i < at ? before : after);
      squares += rest * rest;
      products += last * rest;
      last = rest;
    }
    double step = Math.abs(sum) / Math.sqrt((double) at * (n - at) / n);
    if (squares <= 1e-12 * step * step) {
      return Double.MAX_VALUE;
    }
    double resemblance = Math.max(0, products / squares - 0.5 / Math.sqrt(n));
    return step / Math.sqrt(squares / (n - 2)) * Math.sqrt((1 - resemblance) / (1 + resemblance));
  }

  private static double median(double[] values) {
    return Sample.of(values).median().orElseThrow();
  }
}
