package io.humhelix.bench.stats;

/**
 * The place that splits a fork into trials before and after: where the step between them stands out
 * most.
 *
 * @param at trials before the split
 */
record Split(int at) {

  static final int FEWEST_ON_A_SIDE = 2;

  /**
   * Finds the split.
   *
   * @param x at least 4 centred values
   */
  static Split of(double[] x) {
    int best = FEWEST_ON_A_SIDE;
    double largest = -1;
    double sum = 0;
    for (int c = 1; c <= x.length - FEWEST_ON_A_SIDE; c++) {
      sum += x[c - 1];
      double square = sum * sum / ((double) c * (x.length - c));
      if (c >= FEWEST_ON_A_SIDE && square > largest) {
        largest = square;
        best = c;
      }
    }
    return new Split(best);
  }

  /**
   * Student's t between the sides of the split, reduced where neighbours on one side resemble each
   * other: {@code n} values with the coefficient {@code r} at lag 1 tell as much about a mean as
   * {@code n (1 - r) / (1 + r)} independent ones. Half a standard error is subtracted from {@code
   * r}: chance alone must not reduce the statistic.
   */
  double statistic(double[] x) {
    int n = x.length;
    double step = Math.abs(sumBefore(x)) / Math.sqrt((double) at * (n - at) / n);
    double[] rest = rest(x);
    double squares = rest[0];
    if (squares <= 1e-12 * step * step) {
      return Double.MAX_VALUE;
    }
    double resemblance = Math.max(0, rest[1] / squares - 0.5 / Math.sqrt(n));
    return step / Math.sqrt(squares / (n - 2)) * Math.sqrt((1 - resemblance) / (1 + resemblance));
  }

  /** The coefficient at lag 1 of the values around the level of their side; 0 without spread. */
  double autocorrelation(double[] x) {
    double[] rest = rest(x);
    return rest[0] == 0 ? 0 : rest[1] / rest[0];
  }

  private double sumBefore(double[] x) {
    double sum = 0;
    for (int i = 0; i < at; i++) {
      sum += x[i];
    }
    return sum;
  }

  /** Around the level of each side: the sum of squares, and that of products of neighbours. */
  private double[] rest(double[] x) {
    double sum = sumBefore(x);
    double before = sum / at;
    double after = -sum / (x.length - at);
    double squares = 0;
    double products = 0;
    double last = 0;
    for (int i = 0; i < x.length; i++) {
      double rest = x[i] - (i < at ? before : after);
      squares += rest * rest;
      products += last * rest;
      last = rest;
    }
    return new double[] {squares, products};
  }
}
