package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.stats.EarlyStopping;
import java.time.Duration;
import java.util.Optional;

/**
 * How long the trials of a step of a peak search last. The first must be long enough to show that
 * the limit is held by far, and to show an overload: a load slightly above the peak holds the limit
 * in a short trial, while its backlog is only beginning to grow. Each further one asks as many
 * queries as those before it together, up to 16 times the least first one; longer ones are two at
 * least. A definition can make trials longer, or cut them off by its maximum duration, but not make
 * them shorter.
 */
public final class SearchExtent {

  /**
   * Near the peak no number of queries decides. With 16 times as many as the least, the observed
   * percentile finds the peak to a few percent.
   */
  public static final int MOST_TIMES = 16;

  /**
   * Queries in a queue are not independent: where one waits, the next ones wait too. A short trial
   * that met no such wave would confirm a load that is too high.
   */
  private static final int CONFIRM_TIMES = 4;

  /** One hiccup of the machine must not make the first trial useless. */
  private static final int SLOW_ALLOWED = 1;

  /**
   * Speakers repeat themselves: with clips of one length every turn has the same pattern of
   * arrivals, and only several turns tell its waves from a rise.
   */
  private static final int CLIPS_PER_SPEAKER = 5;

  /** The smallest overload that must show, as a share of the precision. */
  private static final double OF_PRECISION = 0.5;

  /** A rest of less than a quarter of the whole is not worth a trial. */
  private static final double NEARLY_ALL = 0.75;

  /** With one trial of 4000 queries the peaks found spread by a third more than with two. */
  private static final int FEWEST_TRIALS = 2;

  private static final double NANOS = 1e9;

  private SearchExtent() {}

  /**
   * Returns the extent of the first trial of a step.
   *
   * @param scenario with a limit, a search and the load of the step
   */
  public static Extent of(Scenario scenario) {
    Extent asked = scenario.extent();
    double overload = OF_PRECISION * scenario.search().orElseThrow().precision();
    if (scenario instanceof Scenario.Streams speakers) {
      // The smallest overload is one speaker too many.
      overload = Math.max(overload, 1.0 / speakers.streams());
    }
    LatencyLimit limit = scenario.limit().orElseThrow();
    double shows = BacklogTrend.secondsToShow(overload, limit.limit().toNanos() / NANOS);
    Duration least = longer(asked.minDuration(), Duration.ofNanos(Math.round(shows * NANOS)));
    Duration most = asked.maxDuration().orElse(least);
    return new Extent(
        least.compareTo(most) > 0 ? most : least,
        (int) Math.min(Math.max(least(scenario), asked.minQueries()), Extent.MOST_QUERIES),
        asked.maxDuration());
  }

  /**
   * Returns the extent of a further trial.
   *
   * @param scenario with a limit, a search and the load of the step
   * @param trials how many were before it, 1 or more
   * @param asked queries of those, 1 or more
   * @return empty if those are enough
   */
  public static Optional<Extent> after(Scenario scenario, int trials, int asked) {
    long most = Math.min(MOST_TIMES * least(scenario), Extent.MOST_QUERIES);
    if (trials >= FEWEST_TRIALS && asked >= NEARLY_ALL * most) {
      return Optional.empty();
    }
    Extent first = of(scenario);
    long queries = Math.max(first.minQueries(), Math.min(asked, most - asked));
    return Optional.of(new Extent(first.minDuration(), (int) queries, first.maxDuration()));
  }

  /** Returns the extent of the first trial that is to confirm a load. */
  static Extent ofConfirmation(Scenario scenario) {
    Extent first = of(scenario);
    long queries = Math.min(Math.max(toConfirm(scenario), first.minQueries()), Extent.MOST_QUERIES);
    return new Extent(first.minDuration(), (int) queries, first.maxDuration());
  }

  /** Returns how many queries at least must be held for a load to be confirmed. */
  static long toConfirm(Scenario scenario) {
    return CONFIRM_TIMES * least(scenario);
  }

  private static long least(Scenario scenario) {
    LatencyLimit limit = scenario.limit().orElseThrow();
    long queries = Math.max(queriesToShow(limit, SLOW_ALLOWED), BacklogTrend.LEAST_QUERIES);
    return scenario instanceof Scenario.Streams speakers
        ? Math.max(queries, (long) CLIPS_PER_SPEAKER * speakers.streams())
        : queries;
  }

  /**
   * Returns how many queries show that a limit is held, at a confidence of 99 percent.
   *
   * @param limit the latency limit
   * @param slow how many queries miss it
   * @return more than {@link Extent#MOST_QUERIES} if no trial can show it
   */
  public static long queriesToShow(LatencyLimit limit, int slow) {
    EarlyStopping test = EarlyStopping.mlperf(limit.share());
    return test.passes(Extent.MOST_QUERIES, slow)
        ? test.queriesNeeded(slow)
        : Extent.MOST_QUERIES + 1L;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
