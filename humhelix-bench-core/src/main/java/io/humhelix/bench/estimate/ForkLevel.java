package io.humhelix.bench.estimate;

import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.GeometricMean;
import io.humhelix.bench.stats.Tails;

/** The level of forks in a metric, with the metric's slow side known. */
public final class ForkLevel {

  private ForkLevel() {}

  /**
   * Estimates with an interval of 95 %.
   *
   * @param metric what the values are
   * @param sample at least one fork
   * @return without an interval below {@link ForkedSample#MINIMUM_FORKS} forks
   */
  public static Estimate of(Metric metric, ForkedSample sample) {
    return GeometricMean.of(sample, tails(metric));
  }

  /**
   * Returns how the error of a level's interval is shared.
   *
   * @param metric a slow fork makes its values larger, unless higher is better
   * @return for an interval of 95 %
   */
  public static Tails tails(Metric metric) {
    return metric.direction() == Direction.HIGHER_IS_BETTER
        ? Tails.ofRates(Estimate.LEVEL)
        : Tails.ofTimes(Estimate.LEVEL);
  }
}
