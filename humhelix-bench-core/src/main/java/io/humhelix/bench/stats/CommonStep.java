package io.humhelix.bench.stats;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A step that the forks of a run config share: the level changes at the same trial of each. {@link
 * Steadiness} looks at one fork, and a short fork has too few permutations for a finding: with 5
 * trials no order is rare enough, however far they shift. Ten such forks that all slow down after
 * their third trial leave no doubt.
 *
 * <p>All forks are split at the same trial, where the step stands out most. The statistic is the
 * common shift there over its standard error, on winsorized logarithms. Its distribution without a
 * step comes from permutations within the forks, as with {@link Autocorrelation}.
 *
 * <p>The standard error is the larger of two. The first is that of {@link Steadiness}, over all
 * forks: it comes from the spread within the sides of the split and is larger where neighbours
 * resemble each other. The second comes from how far the shifts of the forks differ: trials that
 * wander do so differently in each fork, and a short fork hides this from the first. With both,
 * forks whose trials resemble their predecessor by 0.7 and that have no step are flagged in 2 % of
 * run configs of 3 forks, 1 % of 5 and 0.2 % of 10, about half as often as with the first alone; of
 * independent trials at most 0.1 % by construction. The second alone is blind with 3 forks.
 *
 * @param p probability of such a step by chance, at least 1e-4; 1 where the shift is too small to
 *     matter, or there are too few forks or trials to look for a step
 * @param shift level after the step / level before it, the median over the forks; 1 where no step
 *     was looked for
 * @param at number of trials of each fork before the step, 0 where no step was looked for
 * @param forks how many forks have enough trials on both sides, 0 or at least {@link
 *     ForkedSample#MINIMUM_FORKS}
 */
public record CommonStep(double p, double shift, int at, int forks) {

  private static final CommonStep NONE = new CommonStep(1, 1, 0, 0);

  /**
   * Looks for a step of more than {@link Steadiness#SHIFT}.
   *
   * <p>It takes at least 3 forks of 6 trials, 4 of 5 or 5 of 4: fewer have too few permutations.
   *
   * @param kept forks with their trials after warm-up, in order. Where they differ in length, a
   *     fork takes part in the splits that leave 2 of its trials or more on either side; one of
   *     fewer than 4 takes part in none
   * @param seed of the permutations
   * @return the most telling step, {@link #present()} or not
   */
  public static CommonStep of(ForkedSample kept, long seed) {
    if (kept.forks() < ForkedSample.MINIMUM_FORKS) {
      return NONE;
    }
    double[][] forks = Winsorized.logs(kept);
    CommonSplit split = CommonSplit.of(forks);
    int at = split.at();
    if (at == 0) {
      return NONE;
    }
    double[] shifts = shifts(kept, at);
    double shift = median(shifts);
    if (Math.abs(shift) <= Math.log1p(Steadiness.SHIFT)) {
      return new CommonStep(1, Math.exp(shift), at, shifts.length);
    }
    double observed = split.statistic();
    SplittableRandom random = new SplittableRandom(seed);
    double p =
        PermutationTest.p(
            observed,
            () -> {
              for (double[] fork : forks) {
                Shuffle.range(fork, 0, fork.length, random);
              }
              return CommonSplit.of(forks).statistic();
            });
    return new CommonStep(p, Math.exp(shift), at, shifts.length);
  }

  /**
   * Looks for a step that remains after the warm-up is left out: among the kept trials or, if these
   * are too few, among all trials, but after the warm-up. Of 5 trials, 2 may be left out because
   * the other side of a comparison starts slowly, and 3 are too few. Where enough trials are kept,
   * all trials are no substitute: a slow first trial then often passes for a step after the second
   * or third.
   *
   * @param warmUp how many trials of each fork are left out, 0 or more and fewer than the shortest
   *     fork has
   * @param measured forks with all their trials after the cold one, in order
   * @param seed of the permutations
   * @return the step, its place counted from the first of all trials
   */
  public static CommonStep behind(int warmUp, ForkedSample measured, long seed) {
    CommonStep kept = of(measured.withoutFirst(warmUp), seed);
    if (kept.at > 0) {
      return new CommonStep(kept.p, kept.shift, kept.at + warmUp, kept.forks);
    }
    CommonStep any = of(measured, seed);
    return any.at > warmUp ? any : NONE;
  }

  /**
   * Returns whether the forks share a step.
   *
   * @return whether p is below {@link Steadiness#SIGNIFICANCE}
   */
  public boolean present() {
    return p < Steadiness.SIGNIFICANCE;
  }

  private static double[] shifts(ForkedSample kept, int at) {
    return IntStream.range(0, kept.forks())
        .mapToObj(kept::fork)
        .filter(fork -> CommonSplit.admits(fork.length, at))
        .mapToDouble(
            fork ->
                Math.log(
                    median(Arrays.copyOfRange(fork, at, fork.length))
                        / median(Arrays.copyOfRange(fork, 0, at))))
        .toArray();
  }

  private static double median(double[] values) {
    return Sample.of(values).median().orElseThrow();
  }
}
