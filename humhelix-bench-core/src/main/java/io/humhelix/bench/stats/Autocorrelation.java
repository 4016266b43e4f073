package io.humhelix.bench.stats;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Whether a trial resembles the one before it. If so, a fork's trials tell less than their number
 * suggests; fork medians and everything computed from them stay valid.
 *
 * <p>The coefficient at lag 1 of the logarithms around each fork's mean, pooled over the forks,
 * with a one-sided p value from permutations within the forks.
 *
 * @param coefficient from -1 to 1; 0 without spread
 * @param p probability of such a coefficient by chance; 1 where no fork has 3 trials
 */
public record Autocorrelation(double coefficient, double p) {

  /** A coefficient less likely than this by chance is flagged. */
  public static final double SIGNIFICANCE = 0.001;

  /**
   * Computes the coefficient.
   *
   * @param kept forks with their trials after warm-up
   * @param seed of the permutations
   * @return the coefficient
   */
  public static Autocorrelation of(ForkedSample kept, long seed) {
    double[][] centred = new double[kept.forks()][];
    double squares = 0;
    boolean enough = false;
    for (int i = 0; i < centred.length; i++) {
      centred[i] = Winsorized.logs(kept.fork(i));
      squares += Arrays.stream(centred[i]).map(x -> x * x).sum();
      enough |= centred[i].length >= 3;
    }
    if (!enough || squares == 0) {
      return new Autocorrelation(0, 1);
    }
    double products = products(centred);
    SplittableRandom random = new SplittableRandom(seed);
    // The statistic is shifted to be positive: its lowest value is -squares.
    double sum = squares;
    double p =
        PermutationTest.p(
            sum + products,
            () -> {
              for (double[] fork : centred) {
                Shuffle.range(fork, 0, fork.length, random);
              }
              return sum + products(centred);
            });
    return new Autocorrelation(products / squares, p);
  }

  /**
   * Returns whether trials resemble the ones before them.
   *
   * @return whether p is below {@link #SIGNIFICANCE}
   */
  public boolean present() {
    return p < SIGNIFICANCE;
  }

  private static double products(double[][] centred) {
    double sum = 0;
    for (double[] fork : centred) {
      for (int i = 1; i < fork.length; i++) {
        sum += fork[i - 1] * fork[i];
      }
    }
    return sum;
  }
}
