package io.humhelix.bench.estimate;

import io.humhelix.bench.result.Metric;
import io.humhelix.bench.stats.BlockBootstrap;
import io.humhelix.bench.stats.Estimate;
import java.util.Objects;
import java.util.Optional;

/**
 * The level of a run config in one metric.
 *
 * @param metric what was estimated
 * @param estimate in the metric's unit, with its interval or the reason why there is none
 * @param bootstrap of error rates, the same rate as a fraction, by a bootstrap over speakers or
 *     recordings; empty for other metrics, and below {@link BlockBootstrap#MINIMUM_BLOCKS} blocks
 * @param dropped measured trials at the start of each fork that were left out as warm-up ({@link
 *     io.humhelix.bench.stats.WarmUp}), 0 or more
 */
public record MetricEstimate(
    Metric metric, Estimate estimate, Optional<BlockBootstrap> bootstrap, int dropped) {

  public MetricEstimate {
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(estimate, "estimate");
    Objects.requireNonNull(bootstrap, "bootstrap");
    if (dropped < 0) {
      throw new IllegalArgumentException(dropped + " trials were dropped");
    }
  }

  static MetricEstimate ofForks(Metric metric, Estimate estimate, int dropped) {
    return new MetricEstimate(metric, estimate, Optional.empty(), dropped);
  }
}
