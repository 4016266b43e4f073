package io.humhelix.bench.stats;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Values far from all others: disturbed, and a reason to look, but part of what a user would see.
 * They are named and never left out.
 */
public final class Outliers {

  /**
   * Median absolute deviations beyond which a value is one: 10 standard deviations of a normal
   * distribution, as in hyperfine (sharkdp/hyperfine, src/outlier_detection.rs).
   */
  public static final double DISTANCE = 14.826;

  private Outliers() {}

  /**
   * Finds outliers.
   *
   * @param values any number of finite values
   * @return indexes in ascending order; none where more than half of the values are equal, since
   *     there is no distance to measure by
   */
  public static int[] of(double... values) {
    if (values.length == 0) {
      return new int[0];
    }
    double median = Sample.of(values).median().orElseThrow();
    double[] distances = Arrays.stream(values).map(x -> Math.abs(x - median)).toArray();
    double typical = Sample.of(distances).median().orElseThrow();
    return IntStream.range(0, values.length)
        .filter(i -> typical > 0 && distances[i] > DISTANCE * typical)
        .toArray();
  }
}
