package io.humhelix.bench.internal.telemetry;

import io.humhelix.bench.spi.SampledQuantity;

/**
 * What was read of one quantity from the start of a timed part to its end.
 *
 * @param quantity what it is
 * @param count readings that gave a number
 * @param first the first of them
 * @param last the last of them
 * @param smallest of all
 * @param mean of all, or NaN without any
 * @param largest of all
 */
record Readings(
    SampledQuantity quantity,
    int count,
    double first,
    double last,
    double smallest,
    double mean,
    double largest) {

  /** How much a counter grew; NaN if it was not read at both ends. */
  double growth() {
    return count < 2 ? Double.NaN : last - first;
  }
}
