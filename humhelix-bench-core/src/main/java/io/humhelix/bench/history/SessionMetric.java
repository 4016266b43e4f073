package io.humhelix.bench.history;

import io.humhelix.bench.estimate.ForkLevel;
import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** How a session's level comes from its trials, and how two levels are compared. */
record SessionMetric(Metric metric) {

  static final String WER = Metrics.WER_PERCENT.name();
  static final String CER = Metrics.CER_PERCENT.name();
  static final String FAILED_CALLS = Metrics.ERROR_PERCENT.name();

  /** What a series is made of by itself, besides the deciding speed and error rate. */
  static final List<String> MORE =
      List.of(
          Metrics.LOAD_S.name(), "process_rss_peak_bytes", "server_rss_max_bytes", FAILED_CALLS);

  private static final Set<String> RATES = Set.of(WER, CER, FAILED_CALLS);
  private static final Set<String> ONCE =
      Set.of(Metrics.LOAD_S.name(), Metrics.FIRST_CALL_S.name());
  private static final String MEMORY = "_bytes";

  static SessionMetric of(String name) {
    return new SessionMetric(
        Metrics.all().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseGet(() -> sampled(name)));
  }

  private static Metric sampled(String name) {
    boolean memory = name.endsWith(MEMORY);
    Direction direction = memory ? Direction.LOWER_IS_BETTER : Direction.INFORMATION;
    return new Metric(name, memory ? "bytes" : "", direction, "as the results file says");
  }

  /** The deciding metric of speed, as in comparisons. */
  static String speed(String scenario, Set<String> names) {
    String peak = Metrics.PEAK_LOAD.name();
    return switch (scenario) {
      case "", "single-stream" -> Metrics.RTF.name();
      case "offline" -> Metrics.RTFX_WALL.name();
      default -> names.contains(peak) ? peak : Metrics.LATENCY_P50_S.name();
    };
  }

  /** Whether levels are compared by ratios; error rates are by points. */
  boolean byRatio() {
    return !RATES.contains(metric.name());
  }

  /** Returns what differences are taken of. */
  double scaled(double level) {
    return byRatio() ? Math.log(level) : level;
  }

  double back(double scaled) {
    return byRatio() ? Math.exp(scaled) : scaled;
  }

  /** A difference of scaled levels as a share, or in points. */
  double size(double difference) {
    return byRatio() ? Math.expm1(difference) : difference;
  }

  /**
   * The level of a session.
   *
   * @param all of its valid trials; empty where none has the metric
   * @param forks of single forks, whose spread shows how sure that of the session is
   */
  record Levels(OptionalDouble all, double[] forks) {}

  /** Takes the values of valid trials by fork; 0 for no fork. */
  Levels levels(SortedMap<Integer, double[]> forks) {
    if (!byRatio()) {
      return new Levels(
          forks.values().stream().flatMapToDouble(Arrays::stream).average(),
          forks.tailMap(1).values().stream()
              .mapToDouble(fork -> Sample.of(fork).mean().orElseThrow())
              .toArray());
    }
    SortedMap<Integer, double[]> kept = positive(forks);
    if (kept.isEmpty()) {
      return new Levels(OptionalDouble.empty(), new double[0]);
    }
    SortedMap<Integer, double[]> numbered = kept.tailMap(1);
    if (metric.name().endsWith(MEMORY)) {
      return new Levels(
          kept.values().stream().flatMapToDouble(Arrays::stream).max(),
          numbered.values().stream()
              .mapToDouble(fork -> Arrays.stream(fork).max().orElseThrow())
              .toArray());
    }
    ForkedSample sample = withoutWarmUp(kept);
    return new Levels(
        OptionalDouble.of(ForkLevel.of(metric, sample).point()),
        numbered.isEmpty()
            ? new double[0]
            : Arrays.stream(
                    (numbered.size() == kept.size() ? sample : withoutWarmUp(numbered))
                        .logMedians())
                .map(Math::exp)
                .toArray());
  }

  private ForkedSample withoutWarmUp(SortedMap<Integer, double[]> forks) {
    ForkedSample sample = ForkedSample.of(List.copyOf(forks.values()));
    return sample.withoutFirst(ForkLevel.warmUp(metric, sample).dropped());
  }

  /** Values that have a logarithm, of forks that have any. */
  private SortedMap<Integer, double[]> positive(SortedMap<Integer, double[]> forks) {
    SortedMap<Integer, double[]> kept = new TreeMap<>();
    forks.forEach(
        (fork, values) -> {
          double[] positive =
              Arrays.stream(values)
                  .filter(v -> v > 0 && Double.isFinite(v))
                  .limit(ONCE.contains(metric.name()) && fork > 0 ? 1 : Long.MAX_VALUE)
                  .toArray();
          if (positive.length > 0) {
            kept.put(fork, positive);
          }
        });
    return kept;
  }
}
