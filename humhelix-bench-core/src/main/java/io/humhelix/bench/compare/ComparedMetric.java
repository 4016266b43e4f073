package io.humhelix.bench.compare;

import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.PrimaryMetric;
import java.util.List;
import java.util.stream.Stream;

/** Which metrics are compared, and which of them decide, by scenario. */
record ComparedMetric(Metric metric, boolean primary, Tolerance tolerance) {

  static List<ComparedMetric> of(Scenario scenario, ComparisonPolicy policy) {
    Metric deciding = PrimaryMetric.of(scenario);
    List<Metric> shown =
        scenario instanceof Scenario.SingleStream
            ? List.of(Metrics.LATENCY_P50_S)
            : List.of(
                Metrics.LATENCY_P50_S,
                Metrics.LATENCY_P90_S,
                Metrics.LATENCY_P95_S,
                Metrics.LATENCY_P99_S,
                Metrics.RTFX_WALL);
    return Stream.of(
            Stream.of(new ComparedMetric(deciding, true, policy.of(deciding))),
            shown.stream()
                .filter(metric -> !metric.equals(deciding))
                .map(metric -> new ComparedMetric(metric, false, policy.of(metric))),
            Stream.of(
                new ComparedMetric(Metrics.FIRST_CALL_S, false, policy.of(Metrics.FIRST_CALL_S)),
                new ComparedMetric(Metrics.LOAD_S, false, policy.of(Metrics.LOAD_S))))
        .flatMap(stream -> stream)
        .toList();
  }
}
