package io.humhelix.bench.result;

import java.util.Objects;

/**
 * One number of one metric.
 *
 * @param metric what was measured
 * @param value finite, in the metric's unit
 */
public record Measurement(Metric metric, double value) {
  public Measurement {
    Objects.requireNonNull(metric, "metric");
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(metric.name() + " is " + value + ", not finite");
    }
  }
}
