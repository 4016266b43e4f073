package io.humhelix.bench.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.estimate.MetricEstimate;
import io.humhelix.bench.estimate.RunConfigEstimates;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.stats.Estimate;

/** The levels of a run config with their intervals, by metric, as JSON. */
final class EstimatesJson {

  private EstimatesJson() {}

  static ObjectNode of(BenchmarkDefinition definition, RunConfigResult config) {
    ObjectNode estimates = JsonText.object();
    for (MetricEstimate one : RunConfigEstimates.of(definition, config)) {
      Estimate estimate = one.estimate();
      ObjectNode level = estimates.putObject(one.metric().name());
      level.put("point", estimate.point());
      estimate
          .interval()
          .ifPresent(
              interval -> {
                level.put("low", interval.low());
                level.put("high", interval.high());
                level.put("level", interval.level());
              });
      estimate.shortcoming().ifPresent(why -> level.put("no_interval", why));
      level.put("unit", one.metric().unit());
      level.put("method", estimate.method().id());
      level.put("n", estimate.size().replicates());
    }
    return estimates;
  }
}
