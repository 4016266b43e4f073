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
    double low =
        hits == 0
            ? 0
            : BetaDistribution.of(hits, trials - hits + 1).inverseCumulativeProbability(tail);
    double high =
        hits == trials
            ? 1
            : BetaDistribution.of(hits + 1, trials - hits).inverseSurvivalProbability(tail);
    return Estimate.of(
        (double) hits / trials,
        new Interval(low, high, level),
        SampleSize.of(Replicate.CALL, Math.toIntExact(trials), trials),
        Method.CLOPPER_PEARSON);
  }
}
