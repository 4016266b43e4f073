package io.humhelix.bench.stats;

import java.util.Random;

/**
 * A machine whose forks differ by 1 % or so and whose trials vary by 2 %, with 3 % of them 5 to 35
 * % slower: the assumptions of the design. Seeded.
 */
public final class SimulatedMachine {

  /** How forks differ, and how trials follow each other. */
  public enum Noise {
    /** Normal, 1 %. */
    GAUSS,
    /** Normal, and a fifth of the forks 5 % slower. */
    BIMODAL,
    /** Exponential with a standard deviation of 1 %. */
    EXPONENTIAL,
    /** Normal between forks; trials resemble their predecessor by 0.7. */
    AUTOREGRESSIVE
  }

  static final double FORK_DEVIATION = 0.01;
  static final double TRIAL_DEVIATION = 0.02;
  private static final double PERSISTENCE = 0.7;

  private final Noise noise;
  private final Random random;

  public SimulatedMachine(Noise noise, long seed) {
    this.noise = noise;
    this.random = new Random(seed);
  }

  /** Returns forks of a system with this time per trial. */
  public ForkedSample forks(int forks, int trials, double time) {
    double[][] values = new double[forks][];
    for (int i = 0; i < forks; i++) {
      values[i] = fork(trials, time);
    }
    return ForkedSample.of(values);
  }

  /** Returns the trials of one fork. */
  public double[] fork(int trials, double time) {
    double level = Math.log(time) + forkEffect();
    double[] values = new double[trials];
    double state = random.nextGaussian();
    for (int i = 0; i < trials; i++) {
      double spike = random.nextInt(100) < 3 ? 1.05 + 0.3 * random.nextDouble() : 1;
      values[i] = Math.exp(level + TRIAL_DEVIATION * state) * spike;
      double fresh = random.nextGaussian();
      state =
          noise == Noise.AUTOREGRESSIVE
              ? PERSISTENCE * state + Math.sqrt(1 - PERSISTENCE * PERSISTENCE) * fresh
              : fresh;
    }
    return values;
  }

  private double forkEffect() {
    return switch (noise) {
      case GAUSS, AUTOREGRESSIVE -> FORK_DEVIATION * random.nextGaussian();
      case BIMODAL -> FORK_DEVIATION * random.nextGaussian() + (random.nextInt(5) == 0 ? 0.05 : 0);
      case EXPONENTIAL -> -FORK_DEVIATION * Math.log(1 - random.nextDouble());
    };
  }

  Random random() {
    return random;
  }
}
