package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.TrialPolicy;
import java.util.List;
import java.util.Map;

/**
 * A definition after all checks that need no measuring.
 *
 * @param definition what was asked for
 * @param configs every run config, in the order of the definition
 * @param workloads every workload that they use, by name, its audio read
 */
public record CheckedRun(
    BenchmarkDefinition definition,
    List<CheckedRunConfig> configs,
    Map<String, PreparedWorkload> workloads) {
  public CheckedRun {
    configs = List.copyOf(configs);
    workloads = Map.copyOf(workloads);
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
