package io.humhelix.bench.stats;

/**
 * How an interval shares its error between its ends.
 *
 * <p>Equal shares are right if a value is as likely to be too low as too high. The mean of a few
 * forks is not: disturbances make a fork slower and never faster than the machine allows (Chen and
 * Revels, "Robust benchmarking in noisy environments", 2016), and often there is no slow fork among
 * a few. Their mean is then too fast and their spread too small. So a level leaves a tenth of its
 * error on the slow side ({@link #SLOW_SHARE}) and the rest on the fast side. With normal forks the
 * interval keeps its level, as with any division; with skewed forks it comes close. 200 000
 * simulated samples each at a level of 95 %:
 *
 * <table>
 * <caption>Intervals that hold the true value, in %, and width relative to equal shares</caption>
 * <tr><th>forks</th><th>a fifth 5 % slower: equal shares</th><th>the same: a tenth</th>
 * <th>normal: a tenth</th><th>width</th></tr>
 * <tr><td>3</td><td>92.4</td><td>97.2</td><td>95.0</td><td>1.51</td></tr>
 * <tr><td>5</td><td>90.3</td><td>96.0</td><td>95.0</td><td>1.23</td></tr>
 * <tr><td>10</td><td>91.9</td><td>94.6</td><td>95.0</td><td>1.14</td></tr>
 * <tr><td>20</td><td>93.8</td><td>95.5</td><td>95.0</td><td>1.11</td></tr>
 * </table>
 *
 * <p>A few forks cannot cover rarer and larger disturbances: where one fork of twenty is 20 %
 * slower, intervals of 10 forks hold the true value in 82 %. Where a fifth of the forks is 5 %
 * <em>faster</em>, those of 5 forks do in 87 %, and in 90 % with equal shares.
 *
 * @param level share of intervals that hold the true value, between 0 and 1
 * @param shareBelow share of the remaining intervals whose lower end is above the true value,
 *     between 0 and 1
 */
public record Tails(double level, double shareBelow) {

  /** Share of a level's error on the side of slow forks. */
  public static final double SLOW_SHARE = 0.1;

  private static final double HALF = 0.5;

  public Tails {
    Estimate.requireLevel(level);
    if (!(shareBelow > 0 && shareBelow < 1)) {
      throw new IllegalArgumentException(
          "the share below is " + shareBelow + "; allowed: between 0 and 1");
    }
  }

  /**
   * Shares the error equally.
   *
   * @param level of the interval, between 0 and 1
   * @return half of the error at each end
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public static Tails equal(double level) {
    return new Tails(level, HALF);
  }

  /**
   * Shares the error for times, which slow forks make larger.
   *
   * @param level of the interval, between 0 and 1
   * @return a tenth of the error above
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public static Tails ofTimes(double level) {
    return new Tails(level, 1 - SLOW_SHARE);
  }

  /**
   * Shares the error for rates such as calls per second, which slow forks make smaller.
   *
   * @param level of the interval, between 0 and 1
   * @return a tenth of the error below
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public static Tails ofRates(double level) {
    return new Tails(level, SLOW_SHARE);
  }

  /**
   * Returns how far the lower end is from the estimate.
   *
   * @param degreesOfFreedom above 0; infinity for a normal distribution
   * @return in standard errors; negative only if nearly all of the error is below
   */
  double lowerReach(double degreesOfFreedom) {
    return StudentT.quantile(1 - (1 - level) * shareBelow, degreesOfFreedom);
  }

  /** Returns how far the upper end is from the estimate, in standard errors. */
  double upperReach(double degreesOfFreedom) {
    return StudentT.quantile(1 - (1 - level) * (1 - shareBelow), degreesOfFreedom);
  }

  /** Returns half the distance between the ends, in standard errors. */
  double reach(double degreesOfFreedom) {
    return (lowerReach(degreesOfFreedom) + upperReach(degreesOfFreedom)) / 2;
  }

  boolean areEqual() {
    return shareBelow == HALF;
  }
}
