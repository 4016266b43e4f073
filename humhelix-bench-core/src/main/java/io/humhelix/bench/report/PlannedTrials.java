package io.humhelix.bench.report;

import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;

/** How many measured trials a run was to have. */
final class PlannedTrials {

  private PlannedTrials() {}

  static int of(RunResult run) {
    return run.runConfigs().stream().mapToInt(config -> of(run.definition(), config)).sum();
  }

  /** What runs in the process of the application has one fork, whatever the policy says. */
  static int of(BenchmarkDefinition definition, RunConfigResult config) {
    boolean inProcess =
        definition.isolation() == Isolation.IN_PROCESS
            || (!config.forks().isEmpty() && config.forks().stream().noneMatch(f -> f.isolated()));
    // A run config that is to reach a precision has as many as that took.
    int planned =
        definition.trials().precision().isPresent()
            ? Math.max(definition.trials().forks(), config.forks().size())
            : definition.trials().forks();
    int forks = inProcess ? 1 : planned;
    return forks * definition.trials().measuredTrials();
  }
}
