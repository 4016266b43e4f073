package io.humhelix.bench.stats;

import java.util.Arrays;

/**
 * How many trials at the start of each fork of a run config are warm-up: those that are slower than
 * the later ones in more forks, and by more, than chance would have it.
 *
 * <p>A permutation test over the forks decides ({@link FirstTrial}): the first trial is left out if
 * it is so much slower with p of at most {@value #SIGNIFICANCE}, and the next one is then the
 * first. Steady trials lose one in 5 % of run configs at most; trials that resemble their
 * predecessor by 0.7, in 10 %. The test is one-sided: a level that rises is no warm-up, and is left
 * to {@link Steadiness} and {@link CommonStep}. Rules that minimise the spread of the rest (MSER;
 * White, "An effective truncation heuristic for bias reduction in simulation output", Simulation
 * 69, 1997) are made for hundreds of values: of steady forks of 2 to 5 trials they leave out half.
 *
 * <p>A few short forks have too few arrangements for any finding: {@code n} trials in each of
 * {@code f} forks cannot be judged where {@code 1 / n^f} is more than {@value #SIGNIFICANCE}. The
 * same values give the same result.
 *
 * @param dropped trials that are left out of each fork, 0 up to half of the shortest
 * @param judged whether warm-up could have been found in so many trials and forks
 * @param p probability of so slow a first trial by chance, 0 to 1; 1 where it is not judged
 */
public record WarmUp(int dropped, boolean judged, double p) {

  /** First trials less likely than this by chance are warm-up. */
  public static final double SIGNIFICANCE = 0.05;

  /** Of values that are no course of trials, such as those of the model load: one a fork. */
  public static final WarmUp NONE = new WarmUp(0, true, 1);

  public WarmUp {
    if (dropped < 0) {
      throw new IllegalArgumentException(dropped + " trials were dropped");
    }
  }

  /**
   * Judges values that are larger where a trial is slower.
   *
   * @param sample the forks with all their trials after the cold one; if these differ in length,
   *     the shortest says how many may be left out
   * @return nothing dropped, and not judged, without forks
   */
  public static WarmUp ofTimes(ForkedSample sample) {
    return of(sample, 1);
  }

  /**
   * Judges values that are smaller where a trial is slower.
   *
   * @param sample as with times
   * @return as with times
   */
  public static WarmUp ofRates(ForkedSample sample) {
    return of(sample, -1);
  }

  private static WarmUp of(ForkedSample sample, int sign) {
    double[][] slowness = new double[sample.forks()][];
    int shortest = sample.shortest();
    for (int i = 0; i < slowness.length; i++) {
      slowness[i] = Arrays.stream(sample.fork(i)).map(x -> sign * Math.log(x)).toArray();
    }
    FirstTrial first = new FirstTrial(slowness);
    if (shortest < 2 || 1 / first.arrangements() > SIGNIFICANCE) {
      return new WarmUp(0, false, 1);
    }
    double p = first.p();
    int dropped = 0;
    for (double next = p; next <= SIGNIFICANCE; next = first.without(dropped).p()) {
      dropped++;
      if (dropped == shortest / 2) {
        break;
      }
    }
    return new WarmUp(dropped, true, p);
  }

  /**
   * Returns what both sides of a comparison leave out: runs must not differ by that.
   *
   * @param other the other side
   * @param shortest trials of the shortest fork of both sides, 1 or more
   * @return the larger count, at most half of the shortest fork; judged if both sides are
   */
  public WarmUp with(WarmUp other, int shortest) {
    return new WarmUp(
        Math.min(shortest / 2, Math.max(dropped, other.dropped)),
        judged && other.judged,
        Math.min(p, other.p));
  }

  /**
   * Returns how many trials so many forks need for warm-up to be judged.
   *
   * @param forks 1 or more
   * @return trials of each fork: 20 for a single one, 3 for 3 forks, 2 from 5 forks on
   */
  public static int fewestTrials(int forks) {
    int trials = 2;
    while (Math.pow(trials, -forks) > SIGNIFICANCE) {
      trials++;
    }
    return trials;
  }
}
