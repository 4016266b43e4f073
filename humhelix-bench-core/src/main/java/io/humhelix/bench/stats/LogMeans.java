package io.humhelix.bench.stats;

/** Student's t on logarithms. */
final class LogMeans {

  private LogMeans() {}

  /** Returns the level of forks. */
  static Estimate level(Tails tails, SampleSize size, double... logs) {
    return estimate(tails, tails.areEqual() ? Method.LOG_T : Method.SLOW_TAIL_LOG_T, size, logs);
  }

  /** Returns the exponential of the mean. */
  static Estimate estimate(Tails tails, Method method, SampleSize size, double... logs) {
    Moments moments = Moments.of(logs);
    return estimate(moments.mean(), moments.variance(), moments.n() - 1, tails, method, size);
  }

  /** Returns the exponential of the mean, with the given variance and degrees of freedom. */
  static Estimate estimate(
      double mean, double variance, int degrees, Tails tails, Method method, SampleSize size) {
    int k = size.replicates();
    if (k < ForkedSample.MINIMUM_FORKS) {
      return Estimate.withoutInterval(Math.exp(mean), size, method, GeometricMean.tooFewForks(k));
    }
    Precision precision = new Precision(mean, Math.sqrt(variance / k), degrees, Scale.LOG);
    return Estimate.ofT(precision, tails, size, method);
  }
}
