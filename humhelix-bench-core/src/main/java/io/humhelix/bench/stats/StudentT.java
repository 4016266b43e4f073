package io.humhelix.bench.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Student's t distribution; with infinite degrees of freedom, the normal distribution. */
final class StudentT {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private StudentT() {}

  static double quantile(double p, double degreesOfFreedom) {
    return Double.isInfinite(degreesOfFreedom)
        ? NORMAL.inverseCumulativeProbability(p)
        : TDistribution.of(degreesOfFreedom).inverseCumulativeProbability(p);
  }

  /** Returns P(T > t). */
  static double upperTail(double t, double degreesOfFreedom) {
    return Double.isInfinite(degreesOfFreedom)
        ? NORMAL.survivalProbability(t)
        : TDistribution.of(degreesOfFreedom).survivalProbability(t);
  }
}
