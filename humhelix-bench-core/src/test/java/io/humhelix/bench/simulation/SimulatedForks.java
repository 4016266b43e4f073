package io.humhelix.bench.simulation;

import io.humhelix.bench.stats.ForkedSample;
import java.util.Random;

/**
 * Forks and trials that differ by as much as a simulation says.
 *
 * @param forks standard deviation of forks, on the logarithmic scale
 * @param trials that of the trials of a fork; 0 for forks of one exact value
 * @param slow by how much a fifth of the forks is slower, on the logarithmic scale
 * @param random seeded
 */
record SimulatedForks(double forks, double trials, double slow, Random random) {

  private static final int TRIALS = 5;

  /** A system whose forks have a middle of {@link #truth()}. */
  ForkedSample sample(int count) {
    double[][] values = new double[count][];
    for (int i = 0; i < count; i++) {
      values[i] = fork();
    }
    return ForkedSample.of(values);
  }

  double[] logs(int count) {
    return sample(count).logMedians();
  }

  private double[] fork() {
    double level = forks * random.nextGaussian() + (slow > 0 && random.nextInt(5) == 0 ? slow : 0);
    double[] values = new double[trials == 0 ? 1 : TRIALS];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.exp(level + trials * random.nextGaussian());
    }
    return values;
  }

  /** The mean of the logarithms of all forks that there could be. */
  double truth() {
    return slow / 5;
  }
}
