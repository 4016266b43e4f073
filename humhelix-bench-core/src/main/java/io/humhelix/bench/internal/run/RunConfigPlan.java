package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.Schedule;
import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.TrialPolicy;

/**
 * How a run config is to be measured.
 *
 * @param definition to which it belongs
 * @param checked the run config
 * @param workload its input
 * @param schedule the run's random orders
 */
record RunConfigPlan(
    BenchmarkDefinition definition,
    CheckedRunConfig checked,
    PreparedWorkload workload,
    Schedule schedule) {

  RunConfig runConfig() {
    return checked.runConfig();
  }

  TrialPolicy policy() {
    return definition.trials();
  }

  /** Returns how its texts are scored: a baseline need not pass the gates of its successor. */
  AccuracyPolicy accuracy() {
    return runConfig().remeasured().isPresent()
        ? definition.accuracy().withoutGates()
        : definition.accuracy();
  }

  /** Returns how many forks it has at most. */
  int mostForks() {
    return checked.forks(policy());
  }

  /** Returns how many measured trials it has at most, in all its forks. */
  int mostTrials() {
    return mostForks() * policy().measuredTrials();
  }

  /** Returns how many passes over the workload this many forks make. */
  long passesOf(int forks) {
    return (long) forks * CheckedRun.passesOf(policy());
  }

  /** Returns the trials of each fork. */
  ForkPlan ofFork() {
    return ForkPlan.of(policy(), workload.clips().size(), definition.scenario());
  }
}
