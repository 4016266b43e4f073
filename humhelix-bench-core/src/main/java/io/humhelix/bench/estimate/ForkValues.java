package io.humhelix.bench.estimate;

import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.stats.ForkedSample;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Values of a run config in one metric, by fork: those of valid measured trials, or one per fork
 * for model load and first call. Values of 0 or less are left out, since ratios are estimated.
 *
 * @param forks by the fork's number, each at least one value in the order of its trials
 */
public record ForkValues(SortedMap<Integer, double[]> forks) {

  private static final double NANOS = 1e9;

  public ForkValues {
    forks = Collections.unmodifiableSortedMap(new TreeMap<>(forks));
  }

  /**
   * Collects values.
   *
   * @param trials of one run config, of every kind, in the order of execution
   * @param metric which value of a trial
   * @return only forks that have a value
   */
  public static ForkValues of(List<TrialResult> trials, Metric metric) {
    SortedMap<Integer, double[]> forks = new TreeMap<>();
    for (TrialResult trial : trials) {
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

  /** Whether a fork has one value, whatever its trials. */
  static boolean once(Metric metric) {
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

  /**
   * Returns the values of some forks.
   *
   * @param some numbers of forks
   * @return those that have values
   */
  public ForkValues only(Set<Integer> some) {
    SortedMap<Integer, double[]> kept = new TreeMap<>(forks);
    kept.keySet().retainAll(some);
    return new ForkValues(kept);
  }

  /**
   * Returns the values for statistics.
   *
   * @return in the order of the forks' numbers; empty without forks
   */
  public Optional<ForkedSample> sample() {
    return forks.isEmpty()
        ? Optional.empty()
        : Optional.of(ForkedSample.of(List.copyOf(forks.values())));
  }
}
