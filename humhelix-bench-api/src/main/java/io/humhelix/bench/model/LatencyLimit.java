package io.humhelix.bench.model;

import java.time.Duration;

/**
 * What a system must hold under load: a percentage of all queries finishes within a time.
 *
 * @param percentile between 0 and 100, such as 95 or 99.9
 * @param limit longest latency of these queries, counted from their scheduled time
 */
public record LatencyLimit(double percentile, Duration limit) {
  public LatencyLimit {
    if (!(percentile > 0 && percentile < 100)) {
      throw new IllegalArgumentException(
          "the percentile is " + percentile + "; allowed: between 0 and 100");
    }
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("the latency limit is " + limit + ", not positive");
    }
  }

  /**
   * Returns the share of queries within the limit.
   *
   * @return between 0 and 1
   */
  public double share() {
    return percentile / 100;
  }
}
