package io.humhelix.bench.simulation;

import io.humhelix.bench.stats.ForkedSample;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/**
 * Forks of a system that takes 1 s, with normal noise of 1 % between forks and 2 % between trials.
 *
 * @param random source of the noise
 * @param persistence how much a trial resembles the one before it, 0 up to 1
 * @param slowMode share of trials that are 15 % slower
 */
record ForkNoise(Random random, double persistence, double slowMode) {

  private static final double FORKS = 0.01;
  private static final double TRIALS = 0.02;
  private static final double SLOW = 1.15;

  static ForkNoise seeded(long seed) {
    return new ForkNoise(new Random(seed), 0, 0);
  }

  ForkNoise persistent(double coefficient) {
    return new ForkNoise(random, coefficient, slowMode);
  }

  ForkNoise withSlowMode(double share) {
    return new ForkNoise(random, persistence, share);
  }

  ForkedSample forks(int forks, int trials) {
    return forks(forks, trials, trial -> 1);
  }

  /** The factor of each trial, from 0, is the same in all forks. */
  ForkedSample forks(int forks, int trials, IntToDoubleFunction factor) {
    double[][] values = new double[forks][trials];
    for (double[] fork : values) {
      double level = FORKS * random.nextGaussian();
      double state = random.nextGaussian();
      for (int i = 0; i < trials; i++) {
        double slow = random.nextDouble() < slowMode ? SLOW : 1;
        fork[i] = Math.exp(level + TRIALS * state) * slow * factor.applyAsDouble(i);
        state =
            persistence * state + Math.sqrt(1 - persistence * persistence) * random.nextGaussian();
      }
    }
    return ForkedSample.of(values);
  }
}
