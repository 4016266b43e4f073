package io.humhelix.bench.stats;

/** Where a method works: on the values, or on their logarithms. */
public enum Scale {
  /** The values as they are: differences, in the values' unit. */
  LINEAR,
  /** Natural logarithms: differences are ratios, and the values must be positive. */
  LOG;

  /**
   * Takes a value to this scale.
   *
   * @param value a value; positive on {@link #LOG}
   * @return the value, or its natural logarithm
   */
  public double from(double value) {
    return this == LOG ? Math.log(value) : value;
  }

  /**
   * Takes a number of this scale back.
   *
   * @param scaled a number on this scale
   * @return the number, or the exponential of it
   */
  public double back(double scaled) {
    return this == LOG ? Math.exp(scaled) : scaled;
  }
}
