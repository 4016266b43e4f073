package io.humhelix.bench.compare;

import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.Steadiness;
import io.humhelix.bench.store.RecordedRunConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Values of a run config in one metric, by fork. */
record ForkValues(SortedMap<Integer, double[]> forks) {

  private static final double NANOS = 1e9;

  static ForkValues of(RecordedRunConfig config, Metric metric) {
    SortedMap<Integer, double[]> forks = new TreeMap<>();
    for (TrialResult trial : config.trials()) {
      value(trial, metric)
          .filter(v -> v > 0 && Double.isFinite(v))
          .ifPresent(
              v ->
                  forks.merge(
                      trial.fork(),
                      new double[] {v},
                      (old, one) -> once(metric) ? old : append(old, one[0])));
    }
    return new ForkValues(forks);
  }

  private static boolean once(Metric metric) {
    return metric.equals(Metrics.LOAD_S) || metric.equals(Metrics.FIRST_CALL_S);
  }

  private static Optional<Double> value(TrialResult trial, Metric metric) {
    if (metric.equals(Metrics.LOAD_S)) {
      return Optional.of(trial.loadNanos() / NANOS);
    }
    if (metric.equals(Metrics.FIRST_CALL_S)) {
      boolean cold = trial.kind() == TrialKind.FIRST_CALL && trial.status() == TrialStatus.OK;
      return cold && !trial.clips().isEmpty()
          ? Optional.of(trial.clips().get(0).totalNanos() / NANOS)
          : Optional.empty();
    }
    return trial.counts() ? trial.metric(metric) : Optional.empty();
  }

  private static double[] append(double[] values, double one) {
    double[] longer = Arrays.copyOf(values, values.length + 1);
    longer[values.length] = one;
    return longer;
  }

  ForkValues only(Set<Integer> some) {
    SortedMap<Integer, double[]> kept = new TreeMap<>(forks);
    kept.keySet().retainAll(some);
    return new ForkValues(kept);
  }

  Optional<ForkedSample> sample() {
    return forks.isEmpty()
        ? Optional.empty()
        : Optional.of(ForkedSample.of(List.copyOf(forks.values())));
  }

  /** One side of a comparison, the first trials of every fork left out. */
  Side side(Map<String, String> conditions, int dropped, long seed) {
    Optional<ForkedSample> kept = sample().map(s -> s.withoutFirst(dropped));
    int restless = 0;
    for (int i = 0; i < kept.map(ForkedSample::forks).orElse(0); i++) {
      restless += Steadiness.of(kept.get().fork(i), seed + i).steady() ? 0 : 1;
    }
    return new Side(conditions, kept, restless);
  }
}
