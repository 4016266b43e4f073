package io.humhelix.bench.model;

import java.time.Duration;

/**
 * How to issue queries whose times are fixed in advance.
 *
 * @param maxOutstanding most queries that have arrived but not finished, 1 or more; a trial with
 *     more is ended and INVALID, since a system that far behind does not recover
 * @param spin how long before a query's time its thread stops sleeping and watches the clock, from
 *     0 to 10 ms. It makes issue precise to a microsecond and costs up to this much processor time
 *     per query or chunk, on one core and only while the system has room for another call; with 0
 *     one is issued some 50 to 100 microseconds late
 */
public record OpenLoop(int maxOutstanding, Duration spin) {

  private static final Duration LONGEST_SPIN = Duration.ofMillis(10);

  /** At most 1000 outstanding queries, 100 microseconds of spinning. */
  public static final OpenLoop DEFAULT = new OpenLoop(1000, Duration.ofNanos(100_000));

  public OpenLoop {
    if (maxOutstanding < 1) {
      throw new IllegalArgumentException(
          "at most " + maxOutstanding + " outstanding queries; allowed: 1 or more");
    }
    if (spin.isNegative() || spin.compareTo(LONGEST_SPIN) > 0) {
      throw new IllegalArgumentException(
          "spinning for " + spin + "; allowed: 0 to " + LONGEST_SPIN);
    }
  }
}
