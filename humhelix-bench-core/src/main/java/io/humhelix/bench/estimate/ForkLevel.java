package io.humhelix.bench.estimate;

import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.GeometricMean;
import io.humhelix.bench.stats.Tails;
import io.humhelix.bench.stats.WarmUp;

/** The level of forks in a metric, with the tails that fit the metric's slow side. */
public final class ForkLevel {

  private ForkLevel() {}

  /**
   * Estimates the level with a 95 % interval.
   *
   * @param metric what the values are
   * @param sample at least one fork
   * @return without an interval below {@link ForkedSample#MINIMUM_FORKS} forks
   */
  public static Estimate of(Metric metric, ForkedSample sample) {
    return GeometricMean.of(sample, tails(metric));
  }

  /**
   * Judges which trials at the start of each fork are warm-up.
   *
   * @param metric what the values are
   * @param sample all measured trials of the forks
   * @return {@link WarmUp#NONE} for metrics of which a fork has one value, and for peaks: a whole
   *     search finds one
   */
  public static WarmUp warmUp(Metric metric, ForkedSample sample) {
    if (ForkValues.once(metric) || metric.equals(Metrics.PEAK_LOAD)) {
      return WarmUp.NONE;
    }
    return metric.direction() == Direction.HIGHER_IS_BETTER
        ? WarmUp.ofRates(sample)
        : WarmUp.ofTimes(sample);
  }

  /**
   * Returns how the interval shares its error between its ends.
   *
   * @param metric a slow fork makes its values larger, unless higher is better
   * @return the tails of a 95 % interval
   */
  public static Tails tails(Metric metric) {
    return metric.direction() == Direction.HIGHER_IS_BETTER
        ? Tails.ofRates(Estimate.LEVEL)
        : Tails.ofTimes(Estimate.LEVEL);
  }
}
