package io.humhelix.bench.stats;

import java.util.Arrays;
import java.util.SplittableRandom;

/** The rule before {@link Wander}: permutations alone say how unlikely a step is. */
public final class PermutedSteadiness {

  private PermutedSteadiness() {}

  public static boolean steady(double[] fork, long seed) {
    double[] x = Winsorized.logs(fork);
    Split split = Split.of(x);
    double before = Sample.of(Arrays.copyOfRange(fork, 0, split.at())).median().orElseThrow();
    double after =
        Sample.of(Arrays.copyOfRange(fork, split.at(), fork.length)).median().orElseThrow();
    if (Math.abs(Math.log(after / before)) <= Math.log1p(Steadiness.SHIFT)) {
      return true;
    }
    SplittableRandom random = new SplittableRandom(seed);
    double p =
        PermutationTest.p(
            split.statistic(x),
            () -> {
              Shuffle.range(x, 0, x.length, random);
              return Split.of(x).statistic(x);
            });
    return p >= Steadiness.SIGNIFICANCE;
  }
}
