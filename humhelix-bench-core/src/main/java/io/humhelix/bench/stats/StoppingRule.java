package io.humhelix.bench.stats;

/**
 * When enough forks have been run. Rules look at how precise a value is, never at whether a
 * difference is significant: stopping at the first significant difference calls 22 % of equal pairs
 * different where 5 % are promised. No rule here does so.
 *
 * <p>Values are one number per fork or block: logarithms of fork medians ({@link
 * ForkedSample#logMedians}), or differences of these.
 */
public interface StoppingRule {

  /**
   * Returns how many forks are wanted in all, judged by those so far.
   *
   * @param values one per fork so far, in order
   * @return at least 1; no more are wanted when it is at most {@code values.length}
   */
  int wanted(double... values);

  /**
   * Estimates the mean with an interval that is valid under this rule.
   *
   * @param size what the values are and how many trials they summarise; as many replicates as
   *     values
   * @param values one per fork, in order, at least one
   * @return the exponential of the mean, with an interval from {@link ForkedSample#MINIMUM_FORKS}
   *     values on
   */
  Estimate estimate(SampleSize size, double... values);

  /**
   * Estimates the level of forks that were run by this rule.
   *
   * @param forks at least one
   * @return as {@link #estimate(SampleSize, double...)} does of their medians
   */
  default Estimate estimate(ForkedSample forks) {
    SampleSize size = SampleSize.of(Replicate.FORK, forks.forks(), forks.trials());
    return estimate(size, forks.logMedians());
  }

  /**
   * Returns the largest number that {@link #wanted} may return.
   *
   * @return at least 1
   */
  int maximum();
}
