package io.humhelix.bench.stats;

/**
 * The place at which forks are split into trials before and after, the same in each: where the step
 * that is common to them stands out most.
 *
 * <p>A fork of {@code n} values, centred, whose first {@code c} have the sum {@code s}, knows the
 * step as {@code s / w} with the weight {@code w = c (n - c) / n}, the inverse of its variance in
 * units of a value's. So the forks together know it as {@code sum s / sum w}.
 *
 * @param forks values around each fork's mean, in order
 * @param at values of each fork before the split, 0 if no split has enough forks
 */
record CommonSplit(double[][] forks, int at) {

  private static final int FEWEST_ON_A_SIDE = 2;

  /** Finds the split. */
  static CommonSplit of(double[][] forks) {
    int longest = 0;
    for (double[] fork : forks) {
      longest = Math.max(longest, fork.length);
    }
    double[] sums = new double[longest];
    double[] weights = new double[longest];
    int[] counts = new int[longest];
    for (double[] fork : forks) {
      double sum = 0;
      for (int c = 1; c < fork.length; c++) {
        sum += fork[c - 1];
        if (admits(fork.length, c)) {
          sums[c] += sum;
          weights[c] += weight(fork.length, c);
          counts[c]++;
        }
      }
    }
    int best = 0;
    double largest = -1;
    for (int c = 1; c < longest; c++) {
      if (counts[c] >= ForkedSample.MINIMUM_FORKS && sums[c] * sums[c] / weights[c] > largest) {
        largest = sums[c] * sums[c] / weights[c];
        best = c;
      }
    }
    return new CommonSplit(forks, best);
  }

  /** Returns whether a fork of so many values has enough of them on either side of a split. */
  static boolean admits(int length, int at) {
    return at >= FEWEST_ON_A_SIDE && length - at >= FEWEST_ON_A_SIDE;
  }

  private static double weight(int length, int at) {
    return (double) at * (length - at) / length;
  }

  /** Returns the common step over its standard error. */
  double statistic() {
    double sums = 0;
    double weights = 0;
    for (double[] fork : forks) {
      if (admits(fork.length, at)) {
        sums += before(fork);
        weights += weight(fork.length, at);
      }
    }
    double variance = Math.max(within(), between(sums / weights));
    double step = Math.abs(sums) / Math.sqrt(weights);
    return variance <= 1e-12 * step * step ? Double.MAX_VALUE : step / Math.sqrt(variance);
  }

  private double before(double[] fork) {
    double sum = 0;
    for (int i = 0; i < at; i++) {
      sum += fork[i];
    }
    return sum;
  }

  /** Returns the variance of a value by how far the forks' own steps are from the common one. */
  private double between(double step) {
    double squares = 0;
    int count = 0;
    for (double[] fork : forks) {
      if (admits(fork.length, at)) {
        double weight = weight(fork.length, at);
        double rest = before(fork) - weight * step;
        squares += rest * rest / weight;
        count++;
      }
    }
    return squares / (count - 1);
  }

  /**
   * Returns the variance of a value by the spread on each side of each fork, and more where
   * neighbours on one side resemble each other; see {@link Steadiness} for by how much.
   */
  private double within() {
    double squares = 0;
    double products = 0;
    int values = 0;
    int freedom = 0;
    for (double[] fork : forks) {
      if (admits(fork.length, at)) {
        double sum = before(fork);
        double last = 0;
        for (int i = 0; i < fork.length; i++) {
          double rest = fork[i] - (i < at ? sum / at : -sum / (fork.length - at));
          squares += rest * rest;
          products += last * rest;
          last = rest;
        }
        values += fork.length;
        freedom += fork.length - 2;
      }
    }
    double resemblance =
        squares == 0 ? 0 : Math.max(0, products / squares - 0.5 / Math.sqrt(values));
    return squares / freedom * (1 + resemblance) / (1 - resemblance);
  }
}
