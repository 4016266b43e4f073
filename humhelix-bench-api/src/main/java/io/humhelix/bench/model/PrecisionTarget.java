package io.humhelix.bench.model;

/**
 * How well a run config is to be known before no further fork of it is started. What is looked at
 * is the 95 % interval of the metric that decides (the real-time factor, in scenarios under load
 * the latency or throughput), never whether a difference is significant: stopping on that makes
 * differences of nothing.
 *
 * @param halfWidth half the width of the interval as a share, such as 0.02 for -+ 2 % around its
 *     middle, which is not the estimate where the interval reaches further on the slow side; above
 *     0 and below 1
 * @param maxForks most forks, whatever the interval is by then; 3 or more
 */
public record PrecisionTarget(double halfWidth, int maxForks) {

  /** Fewest forks that show a spread. */
  public static final int FEWEST_FORKS = 3;

  public PrecisionTarget {
    if (!(halfWidth > 0 && halfWidth < 1)) {
      throw new IllegalArgumentException(
          "the half-width is " + halfWidth + "; allowed: above 0 and below 1");
    }
    if (maxForks < FEWEST_FORKS) {
      throw new IllegalArgumentException(
          maxForks + " forks at most; allowed: " + FEWEST_FORKS + " or more");
    }
  }
}
