package io.humhelix.bench.result;

import java.util.OptionalDouble;

/**
 * A percentile of the latencies of a trial, with its interval. There is none if there were too few
 * queries to bound it.
 *
 * @param percentile between 0 and 100
 * @param seconds the value at rank {@code ceil(n p)} of the sorted latencies, counted from 1, as
 *     HdrHistogram gives it
 * @param low lower end of the interval, in seconds: an order statistic, exact for independent
 *     queries
 * @param high upper end, in seconds
 * @param level level of the interval, such as 0.95
 * @param earlyStopping MLPerf's estimate, in seconds: an upper bound of the true percentile at a
 *     confidence of 99 percent; empty if that takes more queries
 * @param queries number of queries it rests on
 */
public record LatencyPercentile(
    double percentile,
    double seconds,
    double low,
    double high,
    double level,
    OptionalDouble earlyStopping,
    int queries) {
  public LatencyPercentile {
    if (!(percentile > 0 && percentile < 100) || !(low <= high) || queries < 1) {
      throw new IllegalArgumentException(
          "p" + percentile + " from " + low + " to " + high + " s, " + queries + " queries");
    }
  }
}
