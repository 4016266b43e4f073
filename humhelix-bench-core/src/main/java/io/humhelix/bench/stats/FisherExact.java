package io.humhelix.bench.stats;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * Whether events such as failures are more frequent on one side than on the other: Fisher's exact
 * test, one-sided ("The logic of inductive inference", Journal of the Royal Statistical Society 98,
 * 1935). Given how many events there were in all, their number on the first side is hypergeometric
 * if chance alone shared them out.
 *
 * <p>With few events the test is more careful than its level says. {@link #midP} counts the outcome
 * that was seen by half (Lancaster, Journal of the American Statistical Association 56, 1961), as
 * Lydersen, Fagerland and Laake recommend (Statistics in Medicine 28, 2009).
 *
 * @param p probability of so many events or more on the first side, 0 to 1
 * @param midP the same with half the probability of exactly so many, 0 to 1
 */
public record FisherExact(double p, double midP) {

  /**
   * Tests two sides.
   *
   * @param events on the first side, 0 up to {@code tried}
   * @param tried how often an event could have happened there, 1 or more
   * @param otherEvents on the other side
   * @param otherTried how often it could have happened there, 1 or more
   * @return p values of "not more frequent on the first side"
   * @throws IllegalArgumentException if a count is out of range
   */
  public static FisherExact of(int events, int tried, int otherEvents, int otherTried) {
    require(events, tried);
    require(otherEvents, otherTried);
    HypergeometricDistribution chance =
        HypergeometricDistribution.of(
            Math.addExact(tried, otherTried), events + otherEvents, tried);
    double exactly = chance.probability(events);
    double p = Math.min(1, chance.survivalProbability(events) + exactly);
    return new FisherExact(p, p - exactly / 2);
  }

  static void require(int events, int tried) {
    if (tried < 1 || events < 0 || events > tried) {
      throw new IllegalArgumentException(events + " of " + tried + " is not a share");
    }
  }
}
