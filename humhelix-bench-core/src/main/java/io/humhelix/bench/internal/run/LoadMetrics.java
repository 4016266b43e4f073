package io.humhelix.bench.internal.run;

import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.LatencyPercentile;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.stats.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** What follows from the times of a trial under load. */
final class LoadMetrics {

  private static final double NANOS = 1e9;
  private static final double P99 = 0.99;

  private static final Map<Double, Metric> PERCENTILES =
      Map.of(
          50.0, Metrics.LATENCY_P50_S,
          90.0, Metrics.LATENCY_P90_S,
          95.0, Metrics.LATENCY_P95_S,
          97.0, Metrics.LATENCY_P97_S,
          99.0, Metrics.LATENCY_P99_S,
          99.9, Metrics.LATENCY_P999_S);

  private LoadMetrics() {}

  static List<Measurement> of(
      UnderLoad load, ScenarioResult result, CallSeries calls, long wallNanos) {
    List<Measurement> metrics = new ArrayList<>();
    result.load().ifPresent(value -> metrics.add(new Measurement(Metrics.OFFERED_LOAD, value)));
    load.peak().ifPresent(value -> metrics.add(new Measurement(Metrics.PEAK_LOAD, value)));
    if (calls.size() == 0) {
      return metrics;
    }
    for (LatencyPercentile percentile : result.percentiles()) {
      metrics.add(new Measurement(PERCENTILES.get(percentile.percentile()), percentile.seconds()));
    }
    if (!(load.scenario() instanceof Scenario.Offline)) {
      metrics.add(
          new Measurement(
              Metrics.LATENCY_MAX_S, sample(calls, calls::latencyNanos).maximum().orElseThrow()));
    }
    if (isOpen(load.scenario())) {
      metrics.add(
          new Measurement(
              Metrics.QUEUED_P50_S, sample(calls, calls::queuedNanos).median().orElseThrow()));
      metrics.add(new Measurement(Metrics.ISSUE_LATENESS_P99_S, latenessP99(calls)));
      metrics.add(new Measurement(Metrics.OUTSTANDING_MAX, result.maxOutstanding()));
    }
    if (wallNanos > 0) {
      double wall = wallNanos / NANOS;
      metrics.add(new Measurement(Metrics.SAMPLES_PER_S, calls.size() / wall));
      metrics.add(new Measurement(Metrics.GOODPUT_PER_S, good(result, calls) / wall));
      if (isOpen(load.scenario())) {
        metrics.add(
            new Measurement(Metrics.COMPLETED_PER_S, Math.max(0, result.queries() - 1) / wall));
      }
    }
    return metrics;
  }

  /** How many clips were answered, and within the limit where there is one: one clip a query. */
  private static int good(ScenarioResult result, CallSeries calls) {
    return result.limit().map(check -> check.queries() - check.slow()).orElse(calls.size());
  }

  static boolean isOpen(Scenario scenario) {
    return scenario instanceof Scenario.Server || scenario instanceof Scenario.Streams;
  }

  /** How late the harness itself was. */
  static double latenessP99(CallSeries calls) {
    return sample(calls, calls::latenessNanos).percentile(P99);
  }

  private static Sample sample(CallSeries calls, IntToLongFunction nanos) {
    return Sample.of(
        IntStream.range(0, calls.size())
            .mapToDouble(row -> nanos.applyAsLong(row) / NANOS)
            .toArray());
  }
}
