package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.stats.Sample;
import java.util.Arrays;

/**
 * Whether clips wait longer and longer. A slightly overloaded system keeps its latency limit for a
 * while; the trend gives it away.
 *
 * <p>The waiting times, in the order in which clips were due, are cut into blocks. Mann and
 * Kendall's rank test looks for a rise in the medians of the blocks. The first block is left out:
 * an empty queue fills up to its steady length. A rise counts if it is significant at 0.1 percent
 * and exceeds a tenth of the latency limit: the slow waves of a steady queue are not growth.
 *
 * @param grows whether the waiting time grows
 * @param growthSeconds median of the last quarter of the blocks minus that of the first quarter
 */
record BacklogTrend(boolean grows, double growthSeconds) {

  private static final int BLOCKS = 17;
  private static final int SMALLEST_BLOCK = 2;
  private static final int QUARTER = 4;

  /** Fewer queries show no trend. */
  static final int LEAST_QUERIES = BLOCKS * SMALLEST_BLOCK;

  /** From the middle of the first quarter to the middle of the last, as a share of the trial. */
  private static final double BETWEEN_QUARTERS = (BLOCKS - 1.0 - QUARTER) / BLOCKS;

  /** Upper 0.1 percent of the standard normal distribution. */
  private static final double CRITICAL_Z = 3.090;

  private static final double LEAST_SHARE_OF_LIMIT = 0.1;
  private static final double NANOS = 1e9;

  /**
   * Tests a trial for a growing backlog.
   *
   * @param waitingNanos in the order in which clips were due
   * @param limitSeconds the latency limit
   */
  static BacklogTrend of(long[] waitingNanos, double limitSeconds) {
    int n = waitingNanos.length;
    if (n < LEAST_QUERIES) {
      return new BacklogTrend(false, 0);
    }
    double[] medians = new double[BLOCKS - 1];
    for (int block = 1; block < BLOCKS; block++) {
      int from = (int) ((long) n * block / BLOCKS);
      int to = (int) ((long) n * (block + 1) / BLOCKS);
      medians[block - 1] =
          median(Arrays.stream(waitingNanos, from, to).mapToDouble(w -> w / NANOS).toArray());
    }
    double growth =
        median(Arrays.copyOfRange(medians, medians.length - QUARTER, medians.length))
            - median(Arrays.copyOf(medians, QUARTER));
    boolean grows = growth > LEAST_SHARE_OF_LIMIT * limitSeconds && rises(medians);
    return new BacklogTrend(grows, growth);
  }

  /**
   * How long a trial must last for a rise to count. With a load that is too high by the share
   * {@code overload}, the waiting time of clips grows by that share of the elapsed time.
   *
   * @param overload above 0
   * @param limitSeconds the latency limit
   */
  static double secondsToShow(double overload, double limitSeconds) {
    return LEAST_SHARE_OF_LIMIT * limitSeconds / (overload * BETWEEN_QUARTERS);
  }

  private static double median(double[] values) {
    return Sample.of(values).median().orElseThrow();
  }

  /** H. B. Mann, "Nonparametric tests against trend", Econometrica 13 (1945), one-sided. */
  private static boolean rises(double[] values) {
    int n = values.length;
    int score = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        score += (int) Math.signum(values[j] - values[i]);
      }
    }
    double deviation = Math.sqrt(n * (n - 1.0) * (2.0 * n + 5) / 18);
    return (score - 1) / deviation > CRITICAL_Z;
  }
}
