package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.store.RemeasuredBaseline;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A definition after all checks that need no measuring.
 *
 * @param definition what was asked for
 * @param configs every run config, in the order of the definition
 * @param workloads every workload that they use, by name, its audio read
 * @param remeasured what of a baseline is among the run configs, and what is not; empty without a
 *     baseline
 */
public record CheckedRun(
    BenchmarkDefinition definition,
    List<CheckedRunConfig> configs,
    Map<String, PreparedWorkload> workloads,
    Optional<RemeasuredBaseline> remeasured) {
  public CheckedRun {
    configs = List.copyOf(configs);
    workloads = Map.copyOf(workloads);
  }

  /** A run that measures nothing again. */
  public CheckedRun(
      BenchmarkDefinition definition,
      List<CheckedRunConfig> configs,
      Map<String, PreparedWorkload> workloads) {
    this(definition, configs, workloads, Optional.empty());
  }

  /** Returns this run with other run configs. */
  public CheckedRun withConfigs(List<CheckedRunConfig> others) {
    return new CheckedRun(definition, others, workloads, remeasured);
  }

  public PreparedWorkload workloadOf(CheckedRunConfig config) {
    return workloads.get(config.runConfig().workload().name());
  }

  /** Returns how many passes over the workload all forks of a run config make. */
  public int passes(CheckedRunConfig config) {
    return config.forks(definition.trials()) * passesOf(definition.trials());
  }

  /** Returns how many passes a fork makes: the first one, warm-up and measured. */
  static int passesOf(TrialPolicy policy) {
    return 1 + policy.warmUpTrials() + policy.measuredTrials();
  }
}
