package io.humhelix.bench.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * Smallest, middle and largest of some values.
 *
 * @param minimum the smallest
 * @param median the middle one, or the mean of the two in the middle
 * @param maximum the largest
 */
record Spread(double minimum, double median, double maximum) {

  static Spread of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    double median = (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    return new Spread(sorted.get(0), median, sorted.get(n - 1));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "median %.4f (min %.4f, max %.4f)", median, minimum, maximum);
  }
}
