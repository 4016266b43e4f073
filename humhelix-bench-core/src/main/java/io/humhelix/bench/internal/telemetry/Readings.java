package io.humhelix.bench.internal.telemetry;

import io.humhelix.bench.spi.SampledQuantity;

/**
 * The readings of one quantity over a timed part.
 *
 * @param quantity the quantity
 * @param count number of readings that gave a value
 * @param first first value
 * @param last last value
 * @param smallest smallest value
 * @param mean mean value; NaN without values
 * @param largest largest value
 */
record Readings(
    SampledQuantity quantity,
    int count,
    double first,
    double last,
    double smallest,
    double mean,
    double largest) {

  /** Returns the growth of a counter; NaN if it was not read at both ends. */
  double growth() {
    return count < 2 ? Double.NaN : last - first;
  }
}
