package io.humhelix.bench.stats;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Whether the kept trials of a fork stay on one level. Truncation at the start cannot see a step in
 * the middle, such as a GPU that begins to throttle.
 *
 * <p>The statistic is Student's t between the trials before and after the split where it is
 * largest, on logarithms winsorized at two standard deviations, and reduced where neighbours
 * resemble each other. Its distribution without a step comes from permutations of the values (a
 * cumulative sum test; Pettitt, "A non-parametric approach to the change-point problem", Applied
 * Statistics 28, 1979, has the form with ranks). Ranks find a step in the last 4 of 30 trials in 3
 * % of forks, and this in half.
 *
 * <p>Permutations do not wander as trials do that resemble their predecessor, and take a wander for
 * a step. If all forks of the run config together show such a {@link Wander}, the step must also be
 * as unlikely in stretches of it. At an autocorrelation of 0.7, 5 forks of 30 trials without a step
 * are then flagged in 3 % of run configs, and in a third by permutations alone.
 *
 * <p>Fewer than 12 trials have too few permutations for such a probability. {@link CommonStep} is
 * what several short forks show together.
 *
 * @param steady whether no step was found that is both large and unlikely
 * @param p probability of such a step by chance; 1 where the shift is too small to matter
 * @param shift level after the step / level before it, 1 without trials
 * @param at number of kept trials before the step
 */
public record Steadiness(boolean steady, double p, double shift, int at) {

  /** Smaller steps do not matter. */
  public static final double SHIFT = 0.02;

  /** Steps more likely than this by chance are not reported. */
  public static final double SIGNIFICANCE = 0.001;

  /**
   * Checks one fork among those of its run config.
   *
   * @param kept the forks with their trials after warm-up, in order
   * @param fork which of them, from 0
   * @param seed of the permutations
   * @return steady for fewer than 4 values, which say nothing
   */
  public static Steadiness of(ForkedSample kept, int fork, long seed) {
    double[] values = kept.fork(fork);
    if (values.length < 2 * Split.FEWEST_ON_A_SIDE) {
      return new Steadiness(true, 1, 1, 0);
    }
    double[] x = Winsorized.logs(values);
    int at = Split.of(x).at();
    double before = median(Arrays.copyOfRange(values, 0, at));
    double after = median(Arrays.copyOfRange(values, at, values.length));
    double shift = after / before;
    if (Math.abs(Math.log(shift)) <= Math.log1p(SHIFT)) {
      return new Steadiness(true, 1, shift, at);
    }
    double observed = new Split(at).statistic(x);
    SplittableRandom random = new SplittableRandom(seed);
    double p =
        PermutationTest.p(
            observed,
            () -> {
              Shuffle.range(x, 0, x.length, random);
              return Split.of(x).statistic(x);
            });
    Wander wander = p < SIGNIFICANCE ? Wander.of(logs(kept)) : new Wander(0);
    if (wander.present()) {
      double ofWander =
          PermutationTest.p(
              observed,
              () -> {
                wander.fill(x, random);
                return Split.of(x).statistic(x);
              });
      p = Math.max(p, ofWander);
    }
    return new Steadiness(p >= SIGNIFICANCE, p, shift, at);
  }

  private static double[][] logs(ForkedSample kept) {
    double[][] logs = new double[kept.forks()][];
    Arrays.setAll(logs, i -> Winsorized.logs(kept.fork(i)));
    return logs;
  }

  private static double median(double[] values) {
    return Sample.of(values).median().orElseThrow();
  }
}
