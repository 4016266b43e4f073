package io.humhelix.bench.model;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How long a trial lasts. It ends when it has reached both its minimum duration and its minimum
 * number of queries (MLPerf's rule), and in any case at its maximum duration. Every clip is taken
 * at least once. If the next clip waits for the previous one, the trial takes whole passes, and no
 * clip counts more often than another.
 *
 * @param minDuration 0 or more
 * @param minQueries 0 to {@link #MOST_QUERIES}; a query is one clip, or the several of multi-stream
 * @param maxDuration longer than the minimum; empty means no limit
 */
public record Extent(Duration minDuration, int minQueries, Optional<Duration> maxDuration) {

  /** The most queries of a trial: each is kept with its times. */
  public static final int MOST_QUERIES = 2_000_000;

  /** Each clip once. */
  public static final Extent ONE_PASS = new Extent(Duration.ZERO, 0, Optional.empty());

  public Extent {
    Objects.requireNonNull(maxDuration, "maxDuration");
    if (minDuration.isNegative()) {
      throw new IllegalArgumentException("the minimum duration is " + minDuration + ", below zero");
    }
    if (minQueries < 0 || minQueries > MOST_QUERIES) {
      throw new IllegalArgumentException(
          "at least " + minQueries + " queries; allowed: 0 to " + MOST_QUERIES);
    }
    if (maxDuration.isPresent()
        && (maxDuration.get().compareTo(minDuration) < 0 || maxDuration.get().isZero())) {
      throw new IllegalArgumentException(
          "the maximum duration is " + maxDuration.get() + ", the minimum " + minDuration);
    }
  }

  /**
   * An extent without a maximum.
   *
   * @param minDuration 0 or more
   * @param minQueries 0 to {@link #MOST_QUERIES}
   * @return the extent
   */
  public static Extent atLeast(Duration minDuration, int minQueries) {
    return new Extent(minDuration, minQueries, Optional.empty());
  }

  /**
   * Returns this extent with a maximum.
   *
   * @param limit not shorter than the minimum
   * @return a new extent
   */
  public Extent atMost(Duration limit) {
    return new Extent(minDuration, minQueries, Optional.of(limit));
  }
}
