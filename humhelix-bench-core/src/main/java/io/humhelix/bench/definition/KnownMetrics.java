package io.humhelix.bench.definition;

import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Metrics that a definition may name: what is not known before measuring could never be judged. */
final class KnownMetrics {

  /** What the samplers tell of the system under test; a test compares them. */
  static final List<String> SAMPLED =
      List.of(
          "process_rss_peak_bytes",
          "process_rss_mean_bytes",
          "process_rss_max_bytes",
          "process_cpu_s",
          "server_rss_mean_bytes",
          "server_rss_max_bytes",
          "server_cpu_s",
          "jvm_heap_mean_bytes",
          "jvm_heap_max_bytes");

  /** Those with a tolerance. */
  static final List<String> COMPARED =
      Stream.concat(
              Stream.of(
                      Metrics.RTF,
                      Metrics.RTFX_WALL,
                      Metrics.LATENCY_P50_S,
                      Metrics.LATENCY_P90_S,
                      Metrics.LATENCY_P95_S,
                      Metrics.LATENCY_P99_S,
                      Metrics.PEAK_LOAD,
                      Metrics.FIRST_CALL_S,
                      Metrics.LOAD_S,
                      Metrics.WER_PERCENT,
                      Metrics.CER_PERCENT)
                  .map(Metric::name),
              Stream.of("process_rss_peak_bytes", "process_rss_max_bytes"))
          .toList();

  /** Those with a limit: failed calls have a gate of their own, and other numbers no better way. */
  static final List<String> LIMITED =
      Stream.concat(
              Metrics.all().stream()
                  .filter(metric -> metric.direction() != Direction.INFORMATION)
                  .filter(metric -> !metric.equals(Metrics.ERROR_PERCENT))
                  .map(Metric::name),
              SAMPLED.stream())
          .toList();

  private KnownMetrics() {}

  static Optional<Metric> of(String name) {
    return Metrics.all().stream().filter(metric -> metric.name().equals(name)).findFirst();
  }

  static boolean isErrorRate(String name) {
    return name.equals(Metrics.WER_PERCENT.name()) || name.equals(Metrics.CER_PERCENT.name());
  }
}
