package io.humhelix.bench.stats;

/**
 * The place that splits every fork into trials before and after: where the step that the forks
 * share stands out most.
 *
 * <p>A fork of {@code n} centred values whose first {@code c} sum to {@code s} estimates the step
 * as {@code s / w}. The weight {@code w = c (n - c) / n} is the inverse of the estimate's variance
 * in units of a value's variance. All forks together estimate {@code sum s / sum w}.
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

  /** Returns whether a fork of this length has enough values on both sides of a split. */
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

  /**
   * Returns the variance of a value, estimated from how far each fork's step is from the common
   * one.
   */
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
   * Returns the variance of a value, estimated from the spread on each side of each fork. It is
   * larger where neighbours on one side resemble each other; {@link Steadiness} says by how much.
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
