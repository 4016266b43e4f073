package io.humhelix.bench.estimate;

import io.humhelix.bench.result.Metric;
import io.humhelix.bench.stats.BlockBootstrap;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.WarmUp;
import java.util.Objects;
import java.util.Optional;

/**
 * The level of a run config in one metric.
 *
 * @param metric what was estimated
 * @param estimate in the metric's unit, with its interval or the reason why there is none
 * @param bootstrap of error rates, the same rate as a fraction, by a bootstrap over speakers or
 *     recordings; empty for other metrics, and below {@link BlockBootstrap#MINIMUM_BLOCKS} blocks
 * @param warmUp measured trials at the start of each fork that were left out, and whether that
 *     could be judged; {@link WarmUp#NONE} where there is no such question
 */
public record MetricEstimate(
    Metric metric, Estimate estimate, Optional<BlockBootstrap> bootstrap, WarmUp warmUp) {

  public MetricEstimate {
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(estimate, "estimate");
    Objects.requireNonNull(bootstrap, "bootstrap");
    Objects.requireNonNull(warmUp, "warmUp");
  }

  static MetricEstimate ofForks(Metric metric, Estimate estimate, WarmUp warmUp) {
    return new MetricEstimate(metric, estimate, Optional.empty(), warmUp);
  }
}
