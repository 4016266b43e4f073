package io.humhelix.bench.stats;

import java.util.OptionalDouble;

/**
 * The noise floor of a host: the largest change to expect between two runs of the same system. A
 * stored baseline comes from another day, and neither run's interval contains the difference
 * between days: with a spread between days of 1.5 %, two of three comparisons would call two runs
 * of one system different.
 *
 * <p>From {@code n} comparisons of a system with itself, with logarithms of ratios {@code c_i}
 * whose true mean is 0, the floor is {@code exp(t(n) sqrt(sum c_i^2 / n)) - 1}: the bound of
 * Student's t for one new comparison.
 */
public final class NoiseFloor {

  /** Fewest comparisons. */
  public static final int FEWEST = 3;

  private NoiseFloor() {}

  /**
   * Computes the floor.
   *
   * @param ratios candidate / baseline of comparisons of a system with itself, each from two runs
   *     of its own; above 0
   * @param level share of new such comparisons that stay within the floor, between 0 and 1
   * @return a share such as 0.03 for 3 %; empty below {@link #FEWEST} comparisons
   */
  public static OptionalDouble of(double[] ratios, double level) {
    Estimate.requireLevel(level);
    if (ratios.length < FEWEST) {
      return OptionalDouble.empty();
    }
    double squares = 0;
    for (double ratio : ratios) {
      if (!(ratio > 0 && Double.isFinite(ratio))) {
        throw new IllegalArgumentException("a ratio is " + ratio + "; allowed: above 0");
      }
      squares += Math.log(ratio) * Math.log(ratio);
    }
    int n = ratios.length;
    double reach = StudentT.quantile(0.5 + level / 2, n) * Math.sqrt(squares / n);
    return OptionalDouble.of(Math.expm1(reach));
  }
}
