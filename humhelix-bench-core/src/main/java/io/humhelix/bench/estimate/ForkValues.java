package io.humhelix.bench.estimate;

import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.ValueList;
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
    SortedMap<Integer, ValueList> forks = new TreeMap<>();
    boolean load = isLoad(metric);
    boolean firstCall = isFirstCall(metric);
    ValueList values = null;
    int fork = 0;
    for (TrialResult trial : trials) {
      double value =
          load ? trial.loadNanos() / NANOS : firstCall ? cold(trial) : measured(trial, metric);
      if (!(value > 0 && Double.isFinite(value))) {
        continue;
      }
      // Trials of a fork follow each other mostly.
      if (values == null || fork != trial.fork()) {
        fork = trial.fork();
        values = forks.get(fork);
        if ((load || firstCall) && values != null) {
          continue;
        }
        if (values == null) {
          values = new ValueList();
          forks.put(fork, values);
        }
        values.add(value);
      } else if (!load && !firstCall) {
        values.add(value);
      }
    }
    SortedMap<Integer, double[]> collected = new TreeMap<>();
    forks.forEach((number, some) -> collected.put(number, some.toArray()));
    return new ForkValues(collected);
  }

  /** Whether a fork has one value, whatever its trials. */
  static boolean once(Metric metric) {
    return isLoad(metric) || isFirstCall(metric);
  }

  private static boolean isLoad(Metric metric) {
    return metric == Metrics.LOAD_S || metric.equals(Metrics.LOAD_S);
  }

  private static boolean isFirstCall(Metric metric) {
    return metric == Metrics.FIRST_CALL_S || metric.equals(Metrics.FIRST_CALL_S);
  }

  /** NaN where a trial has no value. */
  private static double cold(TrialResult trial) {
    boolean cold = trial.kind() == TrialKind.FIRST_CALL && trial.status() == TrialStatus.OK;
    return cold && !trial.clips().isEmpty()
        ? trial.clips().get(0).totalNanos() / NANOS
        : Double.NaN;
  }

  /** NaN where a trial has no value. */
  private static double measured(TrialResult trial, Metric metric) {
    return trial.counts() ? trial.metric(metric).orElse(Double.NaN) : Double.NaN;
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
