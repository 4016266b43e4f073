package io.humhelix.bench.stats;

import java.util.Arrays;

/** Logarithms with far ones drawn in: one slow trial is neither a step nor a resemblance. */
final class Winsorized {

  /** Two standard deviations of a normal distribution, in median absolute deviations. */
  private static final double REACH = 2 * 1.4826;

  private Winsorized() {}

  /** Returns the logarithms around their mean after drawing in, in the values' order. */
  static double[] logs(double[] values) {
    double[] logs = Arrays.stream(values).map(Math::log).toArray();
    double centre = median(logs);
    double reach = REACH * median(Arrays.stream(logs).map(x -> Math.abs(x - centre)).toArray());
    double[] drawn =
        Arrays.stream(logs).map(x -> Math.max(-reach, Math.min(reach, x - centre))).toArray();
    double mean = Moments.of(drawn).mean();
    return Arrays.stream(drawn).map(x -> x - mean).toArray();
  }

  private static double median(double[] values) {
    return Sample.of(values).median().orElseThrow();
  }
}
