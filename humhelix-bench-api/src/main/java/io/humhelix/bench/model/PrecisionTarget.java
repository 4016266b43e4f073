package io.humhelix.bench.model;

/**
 * The precision at which a run config gets no further forks. It concerns the 95 % interval of the
 * deciding metric (the real-time factor; in scenarios under load the latency or throughput), never
 * the significance of a difference: stopping on significance finds differences where there are
 * none.
 *
 * @param halfWidth half the width of the interval as a share, such as 0.02 for -+ 2 % around its
 *     middle, which is not the estimate if the interval reaches further on the slow side; above 0
 *     and below 1
 * @param maxForks most forks, whatever the interval; 3 or more
 */
public record PrecisionTarget(double halfWidth, int maxForks) {

  /** The fewest forks that show a spread. */
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
