package io.humhelix.bench.harness;

import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.internal.run.CheckedRun;
import io.humhelix.bench.internal.run.PreparedWorkload;
import java.time.Duration;

/**
 * A rough guess of a run's length, from its audio alone: an engine of unknown speed is taken to
 * need a tenth of the audio's length a call and at least a second, and five seconds to load.
 */
final class RunEstimate {

  private static final double LOAD_S = 5;
  private static final double LEAST_CALL_S = 1;
  private static final double RTF = 0.1;

  private RunEstimate() {}

  static Plan.Entry entry(CheckedRun run, CheckedRunConfig config) {
    PreparedWorkload workload = run.workloadOf(config);
    double pass =
        workload.clips().stream()
            .mapToDouble(c -> Math.max(LEAST_CALL_S, RTF * c.audio().durationSeconds()))
            .sum();
    Duration estimate =
        config.refused()
            ? Duration.ZERO
            : Duration.ofMillis(
                Math.round(
                    1000
                        * (LOAD_S * config.forks(run.definition().trials())
                            + run.passes(config) * pass)));
    return new Plan.Entry(
        config.runConfig(), config.issues(), run.passes(config), workload.audioSeconds(), estimate);
  }
}
