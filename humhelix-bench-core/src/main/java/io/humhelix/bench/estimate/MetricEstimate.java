package io.humhelix.bench.estimate;

import io.humhelix.bench.result.Metric;
import io.humhelix.bench.stats.Estimate;
import java.util.Objects;

/**
 * The level of a run config in one metric.
 *
 * @param metric what was estimated
 * @param estimate in the metric's unit, with its interval or the reason why there is none
 * @param dropped measured trials at the start of each fork that were left out as warm-up ({@link
 *     io.humhelix.bench.stats.WarmUp}), 0 or more
 */
public record MetricEstimate(Metric metric, Estimate estimate, int dropped) {

  public MetricEstimate {
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(estimate, "estimate");
    if (dropped < 0) {
      throw new IllegalArgumentException(dropped + " trials were dropped");
    }
  }
}
