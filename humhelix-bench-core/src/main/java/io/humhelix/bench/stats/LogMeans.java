package io.humhelix.bench.stats;

/** Student's t on logarithms. */
final class LogMeans {

  private LogMeans() {}

  static Estimate estimate(double level, Method method, double... logs) {
    Moments moments = Moments.of(logs);
    return estimate(
        moments.mean(), moments.variance(), moments.n() - 1, moments.n(), level, method);
  }

  static Estimate estimate(
      double mean, double variance, int degrees, int forks, double level, Method method) {
    Estimate.requireLevel(level);
    SampleSize size = SampleSize.of(Replicate.FORK, forks, forks);
    if (forks < ForkedSample.MINIMUM_FORKS) {
      return Estimate.withoutInterval(
          Math.exp(mean), size, method, GeometricMean.tooFewForks(forks));
    }
    Precision precision = new Precision(mean, Math.sqrt(variance / forks), degrees, Scale.LOG);
    return Estimate.ofT(precision, level, size, method);
  }
}
