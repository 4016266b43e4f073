package io.humhelix.bench.picture;

import io.humhelix.bench.estimate.MetricEstimate;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.Interval;
import io.humhelix.bench.stats.Method;
import java.util.Objects;
import java.util.Optional;

/**
 * A number with its interval.
 *
 * @param point best guess, in the metric's unit
 * @param low lower end; NaN where there is no interval, or no lower end
 * @param high upper end; NaN where there is no interval
 * @param atMost whether only the upper end says something, as of error rates with few errors
 */
public record DrawnLevel(double point, double low, double high, boolean atMost) {

  /** Of what was not measured. */
  static final DrawnLevel NONE = new DrawnLevel(Double.NaN, Double.NaN, Double.NaN, false);

  /** Of a metric. */
  static DrawnLevel of(Estimate estimate) {
    Optional<Interval> interval = estimate.interval();
    boolean atMost = interval.isPresent() && estimate.method() == Method.ERROR_RATE_AT_MOST;
    return new DrawnLevel(
        estimate.point(),
        atMost ? Double.NaN : interval.map(Interval::low).orElse(Double.NaN),
        interval.map(Interval::high).orElse(Double.NaN),
        atMost);
  }

  static DrawnLevel of(MetricEstimate estimate) {
    return of(Objects.requireNonNull(estimate, "estimate").estimate());
  }

  DrawnLevel times(double factor) {
    return new DrawnLevel(factor * point, factor * low, factor * high, atMost);
  }

  /** Of the inverse: RTFx from RTF. */
  DrawnLevel inverse() {
    return new DrawnLevel(1 / point, 1 / high, 1 / low, false);
  }
}
