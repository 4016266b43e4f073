package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.estimate.MetricEstimate;
import io.humhelix.bench.stats.BlockBootstrap;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.Interval;
import java.util.List;
import java.util.Locale;

/** Estimates by the metric's name, each with what is needed to judge it. */
final class EstimateJson {

  private static final double PERCENT = 100;

  private EstimateJson() {}

  static ObjectNode node(List<MetricEstimate> estimates) {
    ObjectNode node = Json.object();
    for (MetricEstimate one : estimates) {
      node.set(one.metric().name(), estimate(one));
    }
    return node;
  }

  private static ObjectNode estimate(MetricEstimate one) {
    Estimate estimate = one.estimate();
    ObjectNode node = Json.object();
    putFinite(node, "point", estimate.point());
    estimate
        .interval()
        .ifPresent(
            interval -> {
              putFinite(node, "low", interval.low());
              putFinite(node, "high", interval.high());
              putFinite(node, "level", interval.level());
            });
    estimate.shortcoming().ifPresent(why -> Json.put(node, "no_interval", why));
    Json.put(node, "method", estimate.method().id());
    Json.put(node, "replicate", estimate.size().replicate().name().toLowerCase(Locale.ROOT));
    node.put("replicates", estimate.size().replicates());
    node.put("observations", estimate.size().observations());
    node.put("warm_up_dropped", one.warmUp().dropped());
    if (!one.warmUp().judged()) {
      node.put("warm_up_judged", false);
    }
    one.bootstrap().ifPresent(bootstrap -> node.set("bootstrap", percent(bootstrap)));
    return node;
  }

  /** An error rate, as a fraction before. */
  private static ObjectNode percent(BlockBootstrap bootstrap) {
    ObjectNode node = Json.object();
    Interval interval = bootstrap.estimate().interval().orElseThrow();
    putFinite(node, "low", PERCENT * interval.low());
    putFinite(node, "high", PERCENT * interval.high());
    node.put("replications", bootstrap.replications());
    node.put("seed", bootstrap.seed());
    return node;
  }

  /** A number that JSON cannot hold is left out, since a null misleads averages. */
  private static void putFinite(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, value);
    }
  }
}
