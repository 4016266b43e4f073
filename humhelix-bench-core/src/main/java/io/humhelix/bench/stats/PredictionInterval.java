package io.humhelix.bench.stats;

/**
 * Where the next value of a history should lie. Judge a single new run by this interval: the
 * confidence interval of the mean narrows as the history grows, and would flag most new runs of an
 * unchanged system.
 *
 * <p>With {@code n} values of mean {@code m} and standard deviation {@code s} it is {@code m -+ t(n
 * - 1) s sqrt(1 + 1 / n)}, and with a known spread {@code m -+ z s} (Hahn and Meeker, "Statistical
 * Intervals", 1991, section 4.7). Bencher has boundaries of the same names with one-sided levels:
 * its 0.977 is 0.954 here.
 */
public final class PredictionInterval {

  private PredictionInterval() {}

  /**
   * Predicts from values.
   *
   * @param values at least 2
   * @param level two-sided, between 0 and 1
   * @return the mean, and where the next value is expected
   * @throws IllegalArgumentException with fewer than 2 values
   */
  public static Estimate of(double[] values, double level) {
    Moments moments = Moments.of(values);
    return t(moments.n(), moments.mean(), moments.deviation(), level);
  }

  /**
   * Predicts with Student's t.
   *
   * @param n values of the history, 2 or more
   * @param mean their mean
   * @param deviation their standard deviation, 0 or more
   * @param level two-sided, between 0 and 1
   * @return the mean, and where the next value is expected
   * @throws IllegalArgumentException with fewer than 2 values
   */
  public static Estimate t(int n, double mean, double deviation, double level) {
    if (n < 2) {
      throw new IllegalArgumentException("a history of " + n + "; allowed: 2 or more");
    }
    Precision precision =
        new Precision(mean, deviation * Math.sqrt(1 + 1.0 / n), n - 1, Scale.LINEAR);
    return estimate(precision, n, level, Method.T_PREDICTION);
  }

  /**
   * Predicts with the normal distribution, for long histories.
   *
   * @param n values of the history, 1 or more
   * @param mean their mean
   * @param deviation their standard deviation, 0 or more
   * @param level two-sided, between 0 and 1
   * @return the mean, and where the next value is expected
   */
  public static Estimate z(int n, double mean, double deviation, double level) {
    Precision precision = new Precision(mean, deviation, Double.POSITIVE_INFINITY, Scale.LINEAR);
    return estimate(precision, n, level, Method.Z_PREDICTION);
  }

  private static Estimate estimate(Precision precision, int n, double level, Method method) {
    Estimate.requireLevel(level);
    return Estimate.ofT(precision, level, SampleSize.of(Replicate.RUN, n, n), method);
  }
}
