package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.stats.EarlyStopping;
import java.time.Duration;

/**
 * How long a step of a peak search lasts. All later steps depend on it. It must be long enough to
 * prove that the limit is held, and to show an overload: a load slightly above the peak holds the
 * limit in a short trial, while its backlog is only beginning to grow. A definition can make steps
 * longer, or cut them off by its maximum duration, but not make them shorter.
 */
public final class SearchExtent {

  /** One hiccup of the machine must not fail a sustained load. */
  private static final int SLOW_ALLOWED = 1;

  /**
   * Speakers repeat themselves: with clips of one length every turn has the same pattern of
   * arrivals, and only several turns tell its waves from a rise.
   */
  private static final int CLIPS_PER_SPEAKER = 5;

  /** The smallest overload that must show, as a share of the precision. */
  private static final double OF_PRECISION = 0.5;

  private static final double NANOS = 1e9;

  private SearchExtent() {}

  /**
   * Returns the extent of a step.
   *
   * @param scenario with a limit, a search and the load of the step
   */
  public static Extent of(Scenario scenario) {
    Extent asked = scenario.extent();
    LatencyLimit limit = scenario.limit().orElseThrow();
    double overload = OF_PRECISION * scenario.search().orElseThrow().precision();
    long queries = Math.max(queriesToProve(limit, SLOW_ALLOWED), BacklogTrend.LEAST_QUERIES);
    if (scenario instanceof Scenario.Streams speakers) {
      queries = Math.max(queries, (long) CLIPS_PER_SPEAKER * speakers.streams());
      // The smallest overload is one speaker too many.
      overload = Math.max(overload, 1.0 / speakers.streams());
    }
    double shows = BacklogTrend.secondsToShow(overload, limit.limit().toNanos() / NANOS);
    Duration least = longer(asked.minDuration(), Duration.ofNanos(Math.round(shows * NANOS)));
    Duration most = asked.maxDuration().orElse(least);
    return new Extent(
        least.compareTo(most) > 0 ? most : least,
        (int) Math.min(Math.max(queries, asked.minQueries()), Extent.MOST_QUERIES),
        asked.maxDuration());
  }

  /**
   * Returns how many queries prove that a limit is held.
   *
   * @param limit the latency limit
   * @param slow how many queries miss it
   * @return more than {@link Extent#MOST_QUERIES} if no trial can prove it
   */
  public static long queriesToProve(LatencyLimit limit, int slow) {
    EarlyStopping proof = EarlyStopping.mlperf(limit.share());
    return proof.passes(Extent.MOST_QUERIES, slow)
        ? proof.queriesNeeded(slow)
        : Extent.MOST_QUERIES + 1L;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
