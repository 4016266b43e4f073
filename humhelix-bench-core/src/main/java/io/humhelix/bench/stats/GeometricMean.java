package io.humhelix.bench.stats;

/**
 * The level of one run config in one metric: the geometric mean of its forks' medians.
 *
 * <p>With {@code y_i} the median of the logarithms of fork {@code i}, {@code m} and {@code s} mean
 * and standard deviation of the {@code y_i}, and {@code k} forks, the interval is {@code exp(m -+
 * t(k - 1) s / sqrt(k))} (Student 1908, on logarithms). In the tests it covers 94 to 95 % from 3
 * forks up with normal and with exponential fork effects. Where a fifth of the forks is 5 % slower
 * it covers 89 to 93 %: a third of all samples of 5 forks has no slow fork in it, and no method can
 * know of what it has not seen. A percentile bootstrap of the forks covers 67, 75, 88 and 91 %
 * there with 3, 5, 10 and 20 forks (2000 samples). Comparisons ({@link Ratio}) are not affected,
 * since both sides have such forks.
 */
public final class GeometricMean {

  private GeometricMean() {}

  /**
   * Estimates the level with an interval of 95 %.
   *
   * @param sample at least one fork
   * @return without an interval below {@link ForkedSample#MINIMUM_FORKS} forks
   * @throws IllegalArgumentException without forks
   */
  public static Estimate of(ForkedSample sample) {
    return of(sample, Estimate.LEVEL);
  }

  /**
   * Estimates the level.
   *
   * @param sample at least one fork
   * @param level of the interval, between 0 and 1
   * @return without an interval below {@link ForkedSample#MINIMUM_FORKS} forks
   * @throws IllegalArgumentException without forks, or if the level is not between 0 and 1
   */
  public static Estimate of(ForkedSample sample, double level) {
    SampleSize size = SampleSize.of(Replicate.FORK, sample.forks(), sample.trials());
    return LogMeans.estimate(level, Method.LOG_T, size, sample.logMedians());
  }

  static String tooFewForks(int forks) {
    return forks
        + (forks == 1 ? " fork" : " forks")
        + "; an interval needs at least "
        + ForkedSample.MINIMUM_FORKS;
  }
}
