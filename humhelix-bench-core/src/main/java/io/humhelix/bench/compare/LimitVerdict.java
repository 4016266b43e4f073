package io.humhelix.bench.compare;

import io.humhelix.bench.estimate.MetricEstimate;
import io.humhelix.bench.estimate.RunConfigEstimates;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Limit;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.Interval;
import io.humhelix.bench.store.StoredForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Whether the level of a run config keeps to a limit of the definition. The bad end of its 95 %
 * interval decides: a limit is held where it is shown to be held. Of memory, which does not vary by
 * chance, the largest value of all valid trials decides.
 *
 * @param label of the run config
 * @param metric its name
 * @param limit what is allowed
 * @param state the outcome
 * @param level the point estimate, in the metric's unit; empty without valid trials that have it
 * @param badEnd the value that decides; empty if there is no interval
 * @param why the reason where nothing can be told, or what to do; empty where nothing is to be said
 */
public record LimitVerdict(
    String label,
    String metric,
    Limit limit,
    State state,
    OptionalDouble level,
    OptionalDouble badEnd,
    String why) {

  private static final String BYTES = "bytes";

  /** Outcome of a limit. */
  public enum State {
    /** Shown to be held. */
    HELD,
    /** Not shown to be held: the bad end of the interval is beyond the limit. */
    MISSED,
    /** Nothing can be told: no valid trials, or no interval. */
    UNKNOWN
  }

  public LimitVerdict {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(limit, "limit");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(badEnd, "badEnd");
    Objects.requireNonNull(why, "why");
  }

  /**
   * Judges every run config of a run by the limits of its definition; systems of a baseline that
   * were measured again have none.
   *
   * @param run the run
   * @return in the order of the run configs and limits; none if the definition has no limits
   */
  public static List<LimitVerdict> of(RunResult run) {
    List<LimitVerdict> verdicts = new ArrayList<>();
    for (RunConfigResult config : run.candidates()) {
      run.definition()
          .expectations()
          .limits()
          .forEach((metric, limit) -> verdicts.add(of(run.definition(), config, metric, limit)));
    }
    return List.copyOf(verdicts);
  }

  private static LimitVerdict of(
      BenchmarkDefinition definition, RunConfigResult config, String name, Limit limit) {
    String label = StoredForm.label(config.runConfig());
    if (config.status() != TrialStatus.OK) {
      return unknown(label, name, limit, OptionalDouble.empty(), "it is " + config.status());
    }
    Optional<Metric> metric = metric(config, name);
    if (metric.isPresent() && metric.get().unit().equals(BYTES) || name.endsWith("_" + BYTES)) {
      return metric
          .map(one -> ofLargest(label, name, limit, config))
          .orElseGet(() -> absent(label, name, limit));
    }
    Optional<Estimate> estimate =
        RunConfigEstimates.of(definition, config).stream()
            .filter(one -> one.metric().name().equals(name))
            .findFirst()
            .or(() -> metric.flatMap(m -> RunConfigEstimates.ofForks(definition, config, m)))
            .map(MetricEstimate::estimate);
    return estimate
        .map(one -> ofInterval(label, name, limit, one))
        .orElseGet(() -> absent(label, name, limit));
  }

  private static Optional<Metric> metric(RunConfigResult config, String name) {
    return measured(config, name).map(Measurement::metric).findFirst();
  }

  private static Stream<Measurement> measured(RunConfigResult config, String name) {
    return config.validTrials().stream()
        .flatMap(trial -> trial.metrics().stream())
        .filter(one -> one.metric().name().equals(name));
  }

  private static LimitVerdict absent(String label, String name, Limit limit) {
    return unknown(
        label,
        name,
        limit,
        OptionalDouble.empty(),
        "the results have no "
            + name
            + ": it is not measured in this scenario, or on this machine");
  }

  private static LimitVerdict unknown(
      String label, String name, Limit limit, OptionalDouble level, String why) {
    return new LimitVerdict(label, name, limit, State.UNKNOWN, level, OptionalDouble.empty(), why);
  }

  private static LimitVerdict ofLargest(
      String label, String name, Limit limit, RunConfigResult config) {
    double[] values = measured(config, name).mapToDouble(Measurement::value).sorted().toArray();
    double largest = values[values.length - 1];
    return new LimitVerdict(
        label,
        name,
        limit,
        limit.allows(largest) ? State.HELD : State.MISSED,
        OptionalDouble.of(values[(values.length - 1) / 2]),
        OptionalDouble.of(largest),
        "");
  }

  private static LimitVerdict ofInterval(
      String label, String name, Limit limit, Estimate estimate) {
    OptionalDouble level = OptionalDouble.of(estimate.point());
    if (estimate.interval().isEmpty()) {
      return unknown(
          label, name, limit, level, "no interval: " + estimate.shortcoming().orElseThrow());
    }
    Interval interval = estimate.interval().get();
    double bad = limit.bound() == Limit.Bound.AT_MOST ? interval.high() : interval.low();
    boolean held = limit.allows(bad);
    return new LimitVerdict(
        label,
        name,
        limit,
        held ? State.HELD : State.MISSED,
        level,
        OptionalDouble.of(bad),
        !held && limit.allows(estimate.point())
            ? "the level keeps to it, its 95 % interval does not: measure more"
            : "");
  }
}
