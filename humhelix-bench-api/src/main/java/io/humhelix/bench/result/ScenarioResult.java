package io.humhelix.bench.result;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a trial of a scenario other than a plain single-stream pass showed, beside its texts.
 *
 * @param scenario name of the scenario
 * @param load clips per second of {@code server}, speakers of {@code streams}, clips per query of
 *     {@code multi-stream}; empty for the others
 * @param concurrency how many calls were made at a time at most
 * @param queries how many queries were answered: calls, or groups of them in multi-stream
 * @param percentiles of the queries' latencies, in rising order
 * @param maxOutstanding most clips that were due and had no text yet
 * @param left clips that were to be handed over, and were not since the trial was ended early
 * @param capHit whether it was ended because more clips were outstanding than allowed
 * @param limit whether the latency limit was held; empty where none was asked for
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
    Optional<LimitCheck> limit) {

  public ScenarioResult {
    Objects.requireNonNull(scenario, "scenario");
    Objects.requireNonNull(load, "load");
    Objects.requireNonNull(limit, "limit");
    percentiles = List.copyOf(percentiles);
  }

  /**
   * Returns whether the load is sustained: everything was answered, the limit held, no backlog
   * grew.
   *
   * @return empty where no limit was asked for
   */
  public Optional<Boolean> sustained() {
    return limit.map(check -> check.sustained() && left == 0 && !capHit);
  }

  /**
   * Returns a percentile.
   *
   * @param percentile between 0 and 100
   * @return empty where too few queries were made to bound it
   */
  public Optional<LatencyPercentile> percentile(double percentile) {
    return percentiles.stream().filter(p -> p.percentile() == percentile).findFirst();
  }
}
