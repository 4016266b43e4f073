package io.humhelix.bench.stats;

/**
 * Mean and spread of a few numbers.
 *
 * @param n how many, at least 1
 * @param mean arithmetic mean
 * @param variance sample variance, divided by n - 1; 0 for a single number
 */
record Moments(int n, double mean, double variance) {

  static Moments of(double... values) {
    int n = values.length;
    if (n == 0) {
      throw new IllegalArgumentException("there are no values");
    }
    double mean = sum(values) / n;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new Moments(n, mean, n == 1 ? 0 : squares / (n - 1));
  }

  static double sum(double... values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  double deviation() {
    return Math.sqrt(variance);
  }

  double squaredStandardError() {
    return variance / n;
  }
}
