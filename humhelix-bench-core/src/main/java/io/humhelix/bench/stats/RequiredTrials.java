package io.humhelix.bench.stats;

import java.util.OptionalInt;

/**
 * How many trials a side show that events are more frequent, if the shares that were seen are the
 * true ones: the normal approximation for two shares (Fleiss, Levin and Paik, "Statistical Methods
 * for Rates and Proportions", 3rd ed. 2003, eq. 4.14), with a power of {@link RequiredForks#POWER}.
 */
public final class RequiredTrials {

  /** Larger numbers are of no practical use. */
  public static final int LARGEST = 100_000;

  private RequiredTrials() {}

  /**
   * Plans a one-sided test such as {@link FisherExact}.
   *
   * @param events on the side where they seem more frequent, 0 up to {@code tried}
   * @param tried how often an event could have happened there, 1 or more
   * @param otherEvents on the other side
   * @param otherTried how often it could have happened there, 1 or more
   * @param alpha one-sided level of the test, between 0 and 1
   * @return trials of either side; empty if the first side's share is not the larger one, or above
   *     {@link #LARGEST}
   * @throws IllegalArgumentException if a count is out of range
   */
  public static OptionalInt toShowMore(
      int events, int tried, int otherEvents, int otherTried, double alpha) {
    FisherExact.require(events, tried);
    FisherExact.require(otherEvents, otherTried);
    double more = (double) events / tried;
    double less = (double) otherEvents / otherTried;
    if (more <= less) {
      return OptionalInt.empty();
    }
    double mean = (more + less) / 2;
    double root =
        StudentT.quantile(1 - alpha, Double.POSITIVE_INFINITY) * Math.sqrt(2 * mean * (1 - mean))
            + StudentT.quantile(RequiredForks.POWER, Double.POSITIVE_INFINITY)
                * Math.sqrt(more * (1 - more) + less * (1 - less));
    double needed = Math.ceil(root * root / ((more - less) * (more - less)));
    if (needed > LARGEST) {
      return OptionalInt.empty();
    }
    // The approximation is too hopeful for a handful of trials.
    int trials = (int) needed;
    while (!shown(trials, more, less, alpha)) {
      trials++;
    }
    return OptionalInt.of(trials);
  }

  private static boolean shown(int trials, double more, double less, double alpha) {
    int events = (int) Math.round(more * trials);
    return FisherExact.of(events, trials, (int) Math.round(less * trials), trials).midP() <= alpha;
  }
}
