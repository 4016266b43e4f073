package io.humhelix.bench.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The exact interval of a share, such as failed calls of all calls: its ends are quantiles of Beta
 * distributions, low {@code B(a / 2; x, n - x + 1)} and high {@code B(1 - a / 2; x + 1, n - x)}
 * (Clopper and Pearson, "The use of confidence or fiducial limits illustrated in the case of the
 * binomial", Biometrika 26, 1934). It covers at least what it promises; no failure in 100 calls
 * still leaves 3.6 % possible.
 */
public final class ClopperPearson {

  private ClopperPearson() {}

  /**
   * Estimates a share.
   *
   * @param hits how often the event happened, 0 up to {@code trials}
   * @param trials how often it could have happened, 1 or more
   * @param level of the interval, between 0 and 1
   * @return hits / trials
   * @throws IllegalArgumentException if a count is out of range
   */
  public static Estimate of(long hits, long trials, double level) {
    double tail = (1 - Estimate.requireLevel(level)) / 2;
    if (trials < 1 || hits < 0 || hits > trials) {
      throw new IllegalArgumentException(hits + " of " + trials + " is not a share");
    }
    return Estimate.of(
        (double) hits / trials,
        new Interval(lower(hits, trials, tail), upper(hits, trials, tail), level),
        SampleSize.of(Replicate.CALL, Math.toIntExact(trials), trials),
        Method.CLOPPER_PEARSON);
  }

  /**
   * Returns the lower bound of a share.
   *
   * @param hits 0 or more; at {@code trials} or more the bound is that of {@code trials}. A mean of
   *     several counts need not be whole: Beta quantiles take it as it is, between those of the
   *     whole numbers beside it
   * @param trials 1 or more
   * @param tail probability of a true share below the bound
   */
  static double lower(double hits, long trials, double tail) {
    double most = Math.min(hits, trials);
    return most == 0
        ? 0
        : BetaDistribution.of(most, trials - most + 1).inverseCumulativeProbability(tail);
  }

  /** Returns the upper bound of a share, as {@link #lower}; 1 where every trial is a hit. */
  static double upper(double hits, long trials, double tail) {
    return hits >= trials
        ? 1
        : BetaDistribution.of(hits + 1, trials - hits).inverseSurvivalProbability(tail);
  }
}
