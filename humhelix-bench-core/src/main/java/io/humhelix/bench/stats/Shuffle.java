package io.humhelix.bench.stats;

import java.util.SplittableRandom;

/** Durstenfeld's form of the Fisher and Yates shuffle. */
final class Shuffle {

  private Shuffle() {}

  static void range(double[] values, int from, int to, SplittableRandom random) {
    for (int i = to - 1; i > from; i--) {
      int j = from + random.nextInt(i - from + 1);
      double held = values[i];
      values[i] = values[j];
      values[j] = held;
    }
  }
}
