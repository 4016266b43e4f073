package io.humhelix.bench.stats;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A one-sided permutation test of whether the first trials of forks are slower than the later ones.
 *
 * <p>Of each fork it takes the first trial minus the mean of the later ones; the statistic is their
 * sum. If a fork has not warmed up, any of its trials may have been its first as well. All such
 * arrangements are counted where there are at most {@value #MOST}; otherwise they are drawn. Forks
 * of one trial have no say.
 */
final class FirstTrial {

  /** More arrangements than this are drawn. */
  static final int MOST = 20_000;

  private static final long SEED = 20_261_129;

  private final double[][] slowness;

  /** For each fork, what its statistic would be if each of its trials had been the first. */
  private final double[][] excess;

  /**
   * Prepares the test.
   *
   * @param slowness logarithms by fork and trial, larger where a trial is slower
   */
  FirstTrial(double[][] slowness) {
    this.slowness = slowness;
    excess = Arrays.stream(slowness).map(FirstTrial::excess).toArray(double[][]::new);
  }

  private static double[] excess(double[] fork) {
    double sum = Arrays.stream(fork).sum();
    int later = Math.max(1, fork.length - 1);
    double[] excess = new double[fork.length];
    for (int i = 0; i < excess.length; i++) {
      excess[i] = fork.length == 1 ? 0 : fork[i] - (sum - fork[i]) / later;
    }
    return excess;
  }

  /** The same forks without their first trials; each must have more. */
  FirstTrial without(int trials) {
    return new FirstTrial(
        Arrays.stream(slowness)
            .map(fork -> Arrays.copyOfRange(fork, trials, fork.length))
            .toArray(double[][]::new));
  }

  /** Returns how many choices of a first trial in each fork there are, 1 or more. */
  double arrangements() {
    return Arrays.stream(slowness).mapToDouble(fork -> fork.length).reduce(1, (x, y) -> x * y);
  }

  /** Returns the probability of first trials as slow as these by chance. */
  double p() {
    double observed = 0;
    // All sums are made positive, so that one tolerance fits them.
    double offset = 0;
    for (double[] fork : excess) {
      observed += fork[0];
      offset += largest(fork);
    }
    if (arrangements() > MOST) {
      SplittableRandom random = new SplittableRandom(SEED);
      double shift = offset;
      return PermutationTest.p(shift + observed, () -> shift + drawn(random));
    }
    int[] extreme = new int[1];
    count(0, 0, observed - PermutationTest.TOLERANCE * offset, extreme);
    return extreme[0] / arrangements();
  }

  private static double largest(double[] fork) {
    double largest = 0;
    for (double one : fork) {
      largest = Math.max(largest, Math.abs(one));
    }
    return largest;
  }

  private double drawn(SplittableRandom random) {
    double sum = 0;
    for (double[] fork : excess) {
      sum += fork[random.nextInt(fork.length)];
    }
    return sum;
  }

  private void count(int fork, double sum, double least, int[] extreme) {
    if (fork == excess.length) {
      extreme[0] += sum >= least ? 1 : 0;
      return;
    }
    for (double one : excess[fork]) {
      count(fork + 1, sum + one, least, extreme);
    }
  }
}
