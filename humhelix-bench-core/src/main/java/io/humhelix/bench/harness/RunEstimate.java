package io.humhelix.bench.harness;

import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.internal.run.CheckedRun;
import io.humhelix.bench.internal.run.RunLength;
import java.time.Duration;

/** An entry of a plan. */
final class RunEstimate {

  private RunEstimate() {}

  static Plan.Entry entry(CheckedRun run, CheckedRunConfig config) {
    Duration estimate =
        config.refused()
            ? Duration.ZERO
            : RunLength.of(run, config).ofForks(config.forks(run.definition().trials()));
    return new Plan.Entry(
        config.runConfig(),
        config.issues(),
        run.passes(config),
        run.workloadOf(config).audioSeconds(),
        estimate);
  }
}
