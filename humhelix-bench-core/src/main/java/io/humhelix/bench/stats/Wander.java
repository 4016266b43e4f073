package io.humhelix.bench.stats;

import java.util.SplittableRandom;

/**
 * How much trials resemble the one before them where their level may have changed: the coefficient
 * of a first-order autoregressive process (AR(1)). Such trials wander, and a wander looks like a
 * step; permutations of the trials do not wander, and take it for one.
 *
 * <p>The coefficient at lag 1 of what is left of each fork around its most telling split is too
 * small, since the split follows the wander. Over simulated forks of 12 to 60 trials its mean is
 * {@code c - (3.4 + 7.5 c) / n} to 0.03 up to {@code c = 0.75}; this is solved for {@code c}, over
 * all forks of a run config together. Shorter forks do not show it.
 *
 * @param coefficient 0, for independent trials, up to {@value #MOST}
 */
record Wander(double coefficient) {

  /** Below this many trials a fork does not show how it wanders. */
  static final int FEWEST_TRIALS = 12;

  /** A coefficient near 1 would never come back to a level. */
  static final double MOST = 0.95;

  /**
   * One-sided, of a normal distribution: about 1 % of run configs with independent trials are
   * above.
   */
  private static final double LEVEL = 2.326;

  private static final double BIAS = 3.4;
  private static final double SHRINKAGE = 7.5;

  /**
   * Estimates the coefficient.
   *
   * @param logs centred values by fork
   * @return 0 where chance explains the resemblance
   */
  static Wander of(double[][] logs) {
    double excess = 0;
    double freedom = 0;
    double values = 0;
    for (double[] fork : logs) {
      if (fork.length >= FEWEST_TRIALS) {
        excess += Split.of(fork).autocorrelation(fork) * fork.length + BIAS;
        freedom += fork.length - SHRINKAGE;
        values += fork.length;
      }
    }
    return new Wander(excess > LEVEL * Math.sqrt(values) ? Math.min(MOST, excess / freedom) : 0);
  }

  boolean present() {
    return coefficient > 0;
  }

  /** Fills in a stretch of the process, without a step, centred. */
  void fill(double[] x, SplittableRandom random) {
    double fresh = Math.sqrt(1 - coefficient * coefficient);
    double state = random.nextGaussian();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      x[i] = state;
      sum += state;
      state = coefficient * state + fresh * random.nextGaussian();
    }
    for (int i = 0; i < x.length; i++) {
      x[i] -= sum / x.length;
    }
  }
}
