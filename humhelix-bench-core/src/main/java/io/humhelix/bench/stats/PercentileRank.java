package io.humhelix.bench.stats;

/**
 * Which of the sorted values is a percentile: the nearest rank, {@code ceil(n p)} counted from 1.
 * At least the share {@code p} of the values is at or below it, and a percentile is within a limit
 * if and only if that share of the values is. It is definition 1 of Hyndman and Fan, "Sample
 * quantiles in statistical packages", The American Statistician 50 (1996), and what HdrHistogram
 * gives ({@code AbstractHistogram.getValueAtPercentile}), whose form latencies are stored in.
 *
 * <p>MLPerf's LoadGen takes index {@code floor(n p)}, counted from 0 (mlcommons/inference,
 * loadgen/results.cc). That is the same value, but where {@code n p} is a whole number it is the
 * next larger one: for p99 of 100 values the largest.
 */
public final class PercentileRank {

  private PercentileRank() {}

  /**
   * Returns the rank of a percentile.
   *
   * @param n number of values, 1 or more
   * @param p share, 0 or more and below 1
   * @return from 1, the smallest value, to n
   * @throws IllegalArgumentException if p is out of range or there are no values
   */
  public static int of(int n, double p) {
    if (!(p >= 0 && p < 1) || n < 1) {
      throw new IllegalArgumentException(
          "the percentile is " + p + " of " + n + " values; allowed: 0 up to 1");
    }
    // As HdrHistogram does: 0.07 of 100 is 7.000000000000001 in floating point, and not the 8th.
    double rank = Math.ceil(Math.nextDown(p) * n);
    return (int) Math.min(n, Math.max(1, rank));
  }

  /**
   * Returns how many values may lie above the limit of a percentile that is within it.
   *
   * @param n number of values, 1 or more
   * @param p share, 0 or more and below 1
   * @return 0 or more
   */
  public static int mayExceed(int n, double p) {
    return n - of(n, p);
  }
}
