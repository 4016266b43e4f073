package io.humhelix.bench.picture;

import io.humhelix.bench.estimate.RunConfigEstimates;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.stats.Sample;
import java.util.List;
import java.util.Optional;

/**
 * What a system did under one load. Of a run config that is not OK only the load, the reason and
 * the counts are there: its numbers are no point among valid ones.
 *
 * @param load offered, in the panel's unit; at the peak of a search, the peak; NaN where the
 *     scenario has none, or nobody knows it
 * @param runId of its run
 * @param startedAt of its run, ISO-8601
 * @param status such as {@code OK}
 * @param reason why it is not OK; empty otherwise
 * @param atPeak whether a search chose the load
 * @param latency of its valid trials
 * @param perSecond goodput or clips per second, as the panel says; median over the valid trials
 * @param errorPercent failed calls / all calls; median over the valid trials
 * @param counts of trials, calls and what is judged
 */
public record LoadPoint(
    double load,
    String runId,
    String startedAt,
    String status,
    String reason,
    boolean atPeak,
    Latencies latency,
    double perSecond,
    double errorPercent,
    Counts counts) {

  /**
   * Percentiles of the latency, in seconds.
   *
   * @param p50 with its interval; NaN without
   * @param p90 median over the valid trials; NaN where there were too few queries to bound it
   * @param p95 likewise
   * @param p99 likewise
   * @param limited the percentile of the limit likewise; NaN without a limit
   */
  public record Latencies(DrawnLevel p50, double p90, double p95, double p99, double limited) {}

  /**
   * How many.
   *
   * @param trials measured trials
   * @param valid valid ones
   * @param calls answered and failed calls of the valid trials
   * @param failedCalls failed ones
   * @param judged valid trials that have a limit
   * @param held of these, those in which the limit was held and no backlog grew
   * @param shown of the {@code judged}, those with so many queries that chance does not explain it
   * @param capHit trials that ended because too many clips were outstanding
   * @param outstanding most clips that were due without a text, over its trials; -1 if unknown
   */
  public record Counts(
      int trials,
      int valid,
      long calls,
      long failedCalls,
      int judged,
      int held,
      int shown,
      int capHit,
      int outstanding) {}

  /** Where a number is missing. */
  static final DrawnLevel NONE = new DrawnLevel(Double.NaN, Double.NaN, Double.NaN, false);

  /** Whether it is a point among valid ones. */
  boolean drawn() {
    return status.equals(TrialStatus.OK.name()) && counts.valid() > 0;
  }

  /** Whether all of its trials held the limit; false without a limit too. */
  boolean held() {
    return drawn() && counts.judged() > 0 && counts.held() == counts.judged();
  }

  static LoadPoint of(RunResult run, RunConfigResult config, Metric throughput) {
    Scenario scenario = run.definition().scenario();
    boolean valid = config.status() == TrialStatus.OK && !config.validTrials().isEmpty();
    List<TrialResult> counted = valid ? config.validTrials() : List.of();
    return new LoadPoint(
        scenario.search().isPresent()
            ? median(counted, Metrics.OFFERED_LOAD)
            : nominalLoad(scenario),
        run.runId(),
        run.startedAt().toString(),
        config.status().name(),
        config.status() == TrialStatus.OK ? "" : config.firstProblem().orElse(""),
        scenario.search().isPresent(),
        new Latencies(
            valid
                ? RunConfigEstimates.ofForks(run.definition(), config, Metrics.LATENCY_P50_S)
                    .map(DrawnLevel::of)
                    .orElse(NONE)
                : NONE,
            median(counted, Metrics.LATENCY_P90_S),
            median(counted, Metrics.LATENCY_P95_S),
            median(counted, Metrics.LATENCY_P99_S),
            scenario
                .limit()
                .map(limit -> percentile(counted, limit.percentile()))
                .orElse(Double.NaN)),
        median(counted, throughput),
        median(counted, Metrics.ERROR_PERCENT),
        counts(config, counted));
  }

  private static Counts counts(RunConfigResult config, List<TrialResult> counted) {
    List<TrialResult> measured =
        config.trials().stream().filter(one -> one.kind() == TrialKind.MEASURED).toList();
    List<ScenarioResult> loads = measured.stream().flatMap(t -> t.scenario().stream()).toList();
    List<ScenarioResult> judged =
        counted.stream()
            .flatMap(trial -> trial.scenario().stream())
            .filter(one -> one.limit().isPresent())
            .toList();
    return new Counts(
        measured.size(),
        config.validTrials().size(),
        counted.stream().mapToLong(one -> one.calls().size() + one.failedCalls().size()).sum(),
        counted.stream().mapToLong(one -> one.failedCalls().size()).sum(),
        judged.size(),
        (int) judged.stream().filter(one -> one.sustained().orElse(false)).count(),
        (int) judged.stream().filter(one -> one.limit().orElseThrow().shown()).count(),
        (int) loads.stream().filter(ScenarioResult::capHit).count(),
        loads.stream().mapToInt(ScenarioResult::maxOutstanding).max().orElse(-1));
  }

  /** The load that a definition asks for; NaN for scenarios without. */
  static double nominalLoad(Scenario scenario) {
    if (scenario instanceof Scenario.Server server) {
      return server.rate();
    }
    if (scenario instanceof Scenario.Streams streams) {
      return streams.streams();
    }
    return scenario instanceof Scenario.MultiStream multi ? multi.samplesPerQuery() : Double.NaN;
  }

  private static double median(List<TrialResult> trials, Metric metric) {
    return Sample.of(trials.stream().flatMap(trial -> trial.metric(metric).stream()).toList())
        .median()
        .orElse(Double.NaN);
  }

  private static double percentile(List<TrialResult> trials, double percentile) {
    return Sample.of(
            trials.stream()
                .map(TrialResult::scenario)
                .flatMap(Optional::stream)
                .flatMap(one -> one.percentile(percentile).stream())
                .map(one -> one.seconds())
                .toList())
        .median()
        .orElse(Double.NaN);
  }
}
