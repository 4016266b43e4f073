package io.humhelix.bench.stats;

/**
 * Where a value may lie.
 *
 * @param low lower end, at most {@code high}; negative infinity where the interval is open
 * @param high upper end; positive infinity where the interval is open
 * @param level share of such intervals that hold the true value, above 0 and at most 1; this is the
 *     requested level, and exact methods for whole numbers exceed it
 */
public record Interval(double low, double high, double level) {

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("the interval is from " + low + " to " + high);
    }
    if (!(level > 0 && level <= 1)) {
      throw new IllegalArgumentException("the level is " + level + "; allowed: above 0, up to 1");
    }
  }

  /**
   * Returns whether a value lies within, ends included.
   *
   * @param value any number
   * @return false for NaN
   */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /**
   * Returns half the distance between the ends, in the values' unit.
   *
   * @return 0 or more; infinity where an end is open
   */
  public double halfWidth() {
    return (high - low) / 2;
  }
}
