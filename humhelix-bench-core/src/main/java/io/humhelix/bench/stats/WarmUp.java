package io.humhelix.bench.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many trials at the start of a fork are warm-up.
 *
 * <p>MSER, the marginal standard error rule, drops the first {@code d} of {@code n} values: the
 * {@code d} up to {@code n / 2} that minimises {@code sum (x_i - mean)^2 / (n - d)^2} over the rest
 * (White, "An effective truncation heuristic for bias reduction in simulation output", Simulation
 * 69, 1997). It weighs the spread added by the slow start against the cost of dropping values. It
 * works on logarithms.
 *
 * <p>For several forks the rule is applied to their mean course, as Welch does ("The statistical
 * analysis of simulation results", 1983), here the median over the forks at each trial: what the
 * forks' starts share stays, and chance in one fork averages out. With many forks, the largest
 * count of any single fork would drop half of nearly every series. Both sides of a comparison drop
 * the same number of trials, the larger of the two: runs must not differ by what was left out.
 */
public final class WarmUp {

  private WarmUp() {}

  /**
   * Returns how many trials of one series are warm-up.
   *
   * @param series positive values in order
   * @return 0 up to half of the series
   * @throws IllegalArgumentException if a value is not positive
   */
  public static int ofSeries(double... series) {
    return series.length == 0 ? 0 : ofForks(ForkedSample.of(series));
  }

  /**
   * Returns how many trials of each fork of one run config are warm-up.
   *
   * @param sample the forks with all their trials after the cold one; if these differ in length,
   *     the shortest decides
   * @return 0 up to half of the shortest fork
   */
  public static int ofForks(ForkedSample sample) {
    if (sample.forks() == 0) {
      return 0;
    }
    List<double[]> centred = new ArrayList<>();
    int length = Integer.MAX_VALUE;
    for (int fork = 0; fork < sample.forks(); fork++) {
      double[] logs = Arrays.stream(sample.fork(fork)).map(Math::log).toArray();
      double centre = Sample.of(secondHalf(logs)).median().orElseThrow();
      centred.add(Arrays.stream(logs).map(x -> x - centre).toArray());
      length = Math.min(length, logs.length);
    }
    double[] course = new double[length];
    for (int i = 0; i < length; i++) {
      int trial = i;
      course[i] =
          Sample.of(centred.stream().mapToDouble(f -> f[trial]).toArray()).median().orElseThrow();
    }
    return mser(course);
  }

  /**
   * Returns how many trials both sides of a comparison leave out.
   *
   * @param baseline forks of the baseline with all trials
   * @param candidate forks of the candidate with all trials
   * @return the larger of the two counts, at most half of the shortest fork
   */
  public static int common(ForkedSample baseline, ForkedSample candidate) {
    int shortest = Math.min(shortest(baseline), shortest(candidate));
    return Math.min(shortest / 2, Math.max(ofForks(baseline), ofForks(candidate)));
  }

  private static int shortest(ForkedSample sample) {
    int shortest = Integer.MAX_VALUE;
    for (int fork = 0; fork < sample.forks(); fork++) {
      shortest = Math.min(shortest, sample.fork(fork).length);
    }
    return shortest;
  }

  private static double[] secondHalf(double[] values) {
    return Arrays.copyOfRange(values, values.length / 2, values.length);
  }

  /** The first minimum counts: dropping more must improve the result. */
  static int mser(double[] values) {
    int n = values.length;
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int dropped = 0; dropped <= n / 2; dropped++) {
      Moments rest = Moments.of(Arrays.copyOfRange(values, dropped, n));
      double error = rest.variance() * (rest.n() - 1) / ((double) rest.n() * rest.n());
      if (error < least) {
        least = error;
        best = dropped;
      }
    }
    return best;
  }
}
