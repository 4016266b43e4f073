package io.humhelix.bench.estimate;

import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.PrimaryMetric;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.Interval;
import io.humhelix.bench.stats.Precision;
import io.humhelix.bench.stats.StoppingRule;
import io.humhelix.bench.stats.WarmUp;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The level of a run config in every metric that has values: the deciding metric of speed, latency,
 * first call and model load as geometric means of fork medians ({@link ForkLevel}), and the word
 * and character error rates over speakers or recordings ({@link
 * io.humhelix.bench.stats.ErrorRate}), of which {@link ClipErrors#decidingUnit} says which decides.
 * Intervals are at 95 %.
 */
public final class RunConfigEstimates {

  private static final double PERCENT = 100;

  private RunConfigEstimates() {}

  /**
   * Estimates the levels.
   *
   * @param definition of the run
   * @param result one of the run's run configs
   * @return metrics without a value are left out; the deciding one comes first
   */
  public static List<MetricEstimate> of(BenchmarkDefinition definition, RunConfigResult result) {
    Metric deciding = PrimaryMetric.of(definition.scenario());
    Set<Metric> metrics = new LinkedHashSet<>();
    metrics.add(deciding);
    metrics.addAll(List.of(Metrics.LATENCY_P50_S, Metrics.FIRST_CALL_S, Metrics.LOAD_S));
    List<MetricEstimate> estimates = new ArrayList<>();
    for (Metric metric : metrics) {
      ofForks(definition, result, metric).ifPresent(estimates::add);
    }
    for (ErrorUnit unit : ErrorUnit.values()) {
      errorRate(result, unit).ifPresent(estimates::add);
    }
    return List.copyOf(estimates);
  }

  /**
   * Estimates the level in one metric of which every trial, or every fork, has a value.
   *
   * @param definition of the run
   * @param result one of the run's run configs
   * @param metric such as a latency percentile; not an error rate
   * @return empty without a value above 0
   */
  public static Optional<MetricEstimate> ofForks(
      BenchmarkDefinition definition, RunConfigResult result, Metric metric) {
    Metric deciding = PrimaryMetric.of(definition.scenario());
    Optional<StoppingRule> rule =
        ForkCount.ruleOf(definition.trials(), deciding).filter(any -> metric.equals(deciding));
    return ForkValues.of(result.trials(), metric)
        .sample()
        .map(
            sample ->
                // The values decided the number of forks: none may be left out afterwards.
                rule.map(
                        counted ->
                            MetricEstimate.ofForks(metric, counted.estimate(sample), WarmUp.NONE))
                    .orElseGet(() -> fixed(metric, sample)));
  }

  private static MetricEstimate fixed(Metric metric, ForkedSample sample) {
    WarmUp warmUp = ForkLevel.warmUp(metric, sample);
    return MetricEstimate.ofForks(
        metric, ForkLevel.of(metric, sample.withoutFirst(warmUp.dropped())), warmUp);
  }

  private static Optional<MetricEstimate> errorRate(RunConfigResult result, ErrorUnit unit) {
    Map<String, String> speakers = ClipErrors.blocks(result.runConfig().workload());
    ClipErrors errors = ClipErrors.of(result, unit);
    return errors
        .rate(speakers)
        .map(
            rate ->
                new MetricEstimate(
                    unit.rate(), percent(rate), errors.bootstrap(speakers), WarmUp.NONE));
  }

  private static Estimate percent(Estimate fraction) {
    return new Estimate(
        PERCENT * fraction.point(),
        fraction
            .interval()
            .map(i -> new Interval(PERCENT * i.low(), PERCENT * i.high(), i.level())),
        fraction
            .precision()
            .map(
                p ->
                    new Precision(
                        PERCENT * p.center(),
                        PERCENT * p.standardError(),
                        p.degreesOfFreedom(),
                        p.scale())),
        fraction.size(),
        fraction.method(),
        fraction.shortcoming());
  }
}
