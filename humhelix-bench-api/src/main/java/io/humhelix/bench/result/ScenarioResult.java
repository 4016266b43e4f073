package io.humhelix.bench.result;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The load results of a trial; a plain single-stream pass has none.
 *
 * @param scenario name of the scenario
 * @param load clips per second of {@code server}, speakers of {@code streams}, clips per query of
 *     {@code multi-stream}; empty for the others
 * @param concurrency largest number of concurrent calls
 * @param queries number of answered queries: calls, or groups of calls in multi-stream, none of
 *     which failed
 * @param percentiles of these queries' latencies, in rising order
 * @param maxOutstanding largest number of clips that were due without a text at one time
 * @param left clips that were never handed over because the trial ended early
 * @param capHit whether the trial ended because too many clips were outstanding
 * @param limit whether the latency limit was held; empty without a limit
 * @param step what the step of a peak search has shown that the trial belongs to; empty for other
 *     trials
 */
public record ScenarioResult(
    String scenario,
    OptionalDouble load,
    int concurrency,
    int queries,
    List<LatencyPercentile> percentiles,
    int maxOutstanding,
    int left,
    boolean capHit,
    Optional<LimitCheck> limit,
    Optional<SearchStep> step) {

  public ScenarioResult {
    Objects.requireNonNull(scenario, "scenario");
    Objects.requireNonNull(load, "load");
    Objects.requireNonNull(limit, "limit");
    Objects.requireNonNull(step, "step");
    percentiles = List.copyOf(percentiles);
  }

  /**
   * Returns whether the load is sustained: everything was answered, the limit held, no backlog
   * grew.
   *
   * @return empty without a limit
   */
  public Optional<Boolean> sustained() {
    return limit.map(check -> check.sustained() && left == 0 && !capHit);
  }

  /**
   * Returns this result as that of a trial of a peak search.
   *
   * @param soFar what its step has shown, this trial included
   * @return the result with that
   */
  public ScenarioResult ofStep(SearchStep soFar) {
    return new ScenarioResult(
        scenario,
        load,
        concurrency,
        queries,
        percentiles,
        maxOutstanding,
        left,
        capHit,
        limit,
        Optional.of(soFar));
  }

  /**
   * Returns a percentile.
   *
   * @param percentile between 0 and 100
   * @return empty if there were too few queries to bound it
   */
  public Optional<LatencyPercentile> percentile(double percentile) {
    return percentiles.stream().filter(p -> p.percentile() == percentile).findFirst();
  }
}
