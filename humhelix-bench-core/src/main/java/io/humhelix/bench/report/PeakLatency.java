package io.humhelix.bench.report;

import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.result.SearchStep;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.stats.Sample;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The percentile of the latency limit that a peak search has seen at its peak. */
final class PeakLatency {

  private PeakLatency() {}

  /** One value a fork, in seconds: that of the last step at its peak that was held. */
  static Sample of(RunConfigResult config) {
    Map<Integer, Double> peaks = new TreeMap<>();
    for (TrialResult trial : config.validTrials()) {
      trial.metric(Metrics.PEAK_LOAD).ifPresent(peak -> peaks.put(trial.fork(), peak));
    }
    List<Double> seconds =
        peaks.entrySet().stream()
            .map(fork -> last(config, fork.getKey(), fork.getValue()))
            .filter(Objects::nonNull)
            .toList();
    return Sample.of(seconds);
  }

  private static Double last(RunConfigResult config, int fork, double peak) {
    Double last = null;
    for (TrialResult trial : config.trials()) {
      if (trial.kind() != TrialKind.SEARCH || trial.fork() != fork || trial.scenario().isEmpty()) {
        continue;
      }
      ScenarioResult result = trial.scenario().get();
      boolean atPeak = result.load().orElse(0) == peak;
      boolean held = result.step().filter(s -> s.outcome() == SearchStep.Outcome.HELD).isPresent();
      if (atPeak && held && result.step().get().percentileSeconds().isPresent()) {
        last = result.step().get().percentileSeconds().getAsDouble();
      }
    }
    return last;
  }
}
