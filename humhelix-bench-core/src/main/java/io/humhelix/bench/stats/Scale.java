package io.humhelix.bench.stats;

/** What a method works on: the values or their logarithms. */
public enum Scale {
  /** The values as they are: differences, in the values' unit. */
  LINEAR,
  /** Natural logarithms: differences are ratios, and the values must be positive. */
  LOG;

  /**
   * Converts a value to this scale.
   *
   * @param value a value; positive on {@link #LOG}
   * @return the value, or its natural logarithm
   */
  public double from(double value) {
    return this == LOG ? Math.log(value) : value;
  }

  /**
   * Converts a number on this scale back.
   *
   * @param scaled a number on this scale
   * @return the number, or the exponential of it
   */
  public double back(double scaled) {
    return this == LOG ? Math.exp(scaled) : scaled;
  }
}
