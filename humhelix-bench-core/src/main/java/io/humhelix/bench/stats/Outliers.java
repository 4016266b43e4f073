package io.humhelix.bench.stats;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Values far from all others. They are a reason to look for a disturbance, but users would see them
 * too: they are reported and never left out.
 */
public final class Outliers {

  /**
   * Median absolute deviations beyond which a value is an outlier: 10 standard deviations of a
   * normal distribution, as in hyperfine (sharkdp/hyperfine, src/outlier_detection.rs).
   */
  public static final double DISTANCE = 14.826;

  private Outliers() {}

  /**
   * Finds outliers.
   *
   * @param values any number of finite values
   * @return indexes in ascending order; none if more than half of the values are equal, since the
   *     median absolute deviation is 0
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
