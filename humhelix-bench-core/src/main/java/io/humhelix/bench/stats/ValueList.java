package io.humhelix.bench.stats;

import java.util.Arrays;

/** Values in the order in which they come, in little memory. Mutable; for one thread. */
public final class ValueList {

  private double[] values = new double[4];
  private int count;

  /** Begins without a value. */
  public ValueList() {}

  /**
   * Adds a value.
   *
   * @param value any
   */
  public void add(double value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = value;
  }

  /**
   * Adds all values of a list.
   *
   * @param more in their order; not changed
   */
  public void addAll(ValueList more) {
    for (int i = 0; i < more.count; i++) {
      add(more.values[i]);
    }
  }

  /**
   * Copies the values.
   *
   * @return in the order in which they came
   */
  public double[] toArray() {
    return Arrays.copyOf(values, count);
  }
}
