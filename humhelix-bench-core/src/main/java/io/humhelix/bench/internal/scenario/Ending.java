package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.model.Extent;

/** When a trial has lasted long enough. */
final class Ending {

  private final long minNanos;
  private final long maxNanos;
  private final int minQueries;

  /**
   * The rule of an extent.
   *
   * @param extent of the trial
   * @param leastQueries number of queries that cover every clip once
   */
  Ending(Extent extent, int leastQueries) {
    minNanos = extent.minDuration().toNanos();
    maxNanos = extent.maxDuration().map(d -> d.toNanos()).orElse(Long.MAX_VALUE);
    minQueries = Math.max(extent.minQueries(), leastQueries);
  }

  /**
   * Returns whether minimum duration and minimum count are both reached, or the largest count is.
   */
  boolean enough(long elapsed, long queries) {
    return queries >= minQueries && elapsed >= minNanos || queries >= Extent.MOST_QUERIES;
  }

  /** Returns whether the maximum duration is over. */
  boolean tooLong(long elapsed) {
    return elapsed >= maxNanos;
  }

  long maxNanos() {
    return maxNanos;
  }
}
