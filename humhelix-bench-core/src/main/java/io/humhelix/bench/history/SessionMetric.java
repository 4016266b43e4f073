package io.humhelix.bench.history;

import io.humhelix.bench.estimate.ForkLevel;
import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;

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

  /** The level of a session, of the values of its valid trials by fork; 0 for no fork. */
  OptionalDouble level(SortedMap<Integer, List<Double>> forks) {
    if (!byRatio()) {
      return forks.values().stream().flatMap(List::stream).mapToDouble(v -> v).average();
    }
    List<double[]> kept = positive(forks);
    if (kept.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (metric.name().endsWith(MEMORY)) {
      return kept.stream().flatMapToDouble(Arrays::stream).max();
    }
    return OptionalDouble.of(ForkLevel.of(metric, withoutWarmUp(kept)).point());
  }

  /** The levels of single forks, whose spread shows how sure that of the session is. */
  double[] forkLevels(SortedMap<Integer, List<Double>> forks) {
    if (!byRatio()) {
      return forks.entrySet().stream()
          .filter(fork -> fork.getKey() > 0)
          .mapToDouble(fork -> Sample.of(fork.getValue()).mean().orElseThrow())
          .toArray();
    }
    List<double[]> kept = positive(forks.tailMap(1));
    if (kept.isEmpty()) {
      return new double[0];
    }
    return metric.name().endsWith(MEMORY)
        ? kept.stream().mapToDouble(fork -> Arrays.stream(fork).max().orElseThrow()).toArray()
        : Arrays.stream(withoutWarmUp(kept).logMedians()).map(Math::exp).toArray();
  }

  private ForkedSample withoutWarmUp(List<double[]> forks) {
    ForkedSample sample = ForkedSample.of(forks);
    return sample.withoutFirst(ForkLevel.warmUp(metric, sample).dropped());
  }

  /** Values that have a logarithm, of forks that have any. */
  private List<double[]> positive(SortedMap<Integer, List<Double>> forks) {
    List<double[]> kept = new ArrayList<>();
    forks.forEach(
        (fork, values) -> {
          double[] positive =
              values.stream()
                  .mapToDouble(v -> v)
                  .filter(v -> v > 0 && Double.isFinite(v))
                  .limit(ONCE.contains(metric.name()) && fork > 0 ? 1 : Long.MAX_VALUE)
                  .toArray();
          if (positive.length > 0) {
            kept.add(positive);
          }
        });
    return kept;
  }
}
