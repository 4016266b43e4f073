package io.humhelix.bench.stats;

import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * How many forks (or blocks) a verdict needs if the present interval leaves it open.
 *
 * <p>Let {@code s} be a spread of replicates and {@code g} the distance of the estimate from a
 * bound. With probability {@code power} the whole interval lies on one side of the bound once
 * {@code (t(0.5 + level / 2) + t(power)) s / sqrt(k) <= g} with the degrees of freedom of {@code k}
 * replicates: the usual sample size formula of the t test, solved for {@code k}. Between two bounds
 * both must hold, so they share the probability of failure.
 *
 * <p>The spread of few replicates is often far too small by luck: plans with it settle only 52 to
 * 79 %. It is therefore made with the upper {@link #CONFIDENCE} bound of the spread, {@code s
 * sqrt(df / chi2(1 - CONFIDENCE, df))}, which settles 86 to 93 % (simulated: forks that differ by
 * 1, 2 and 4 %, trials by 2 %, planned from 3, 5 and 10 forks).
 */
public final class RequiredForks {

  /** Probability that the stated number of forks is enough, if the estimate is right. */
  public static final double POWER = 0.8;

  /** Probability that the true spread is at most the one that is planned with. */
  public static final double CONFIDENCE = 0.8;

  /** Three replicates are never said to be enough if the present ones differ by so much or more. */
  public static final double MOST_SPREAD_OF_THREE = 0.01;

  /** Larger numbers are of no practical use. */
  public static final int LARGEST = 1000;

  private RequiredForks() {}

  /**
   * Returns how many replicates would show where the true value lies relative to two bounds,
   * assuming that the present estimate is right.
   *
   * @param estimate a comparison with its precision
   * @param low lower bound on the precision's scale
   * @param high upper bound on it, above {@code low}
   * @return the replicates of either side, more than the present ones; empty without a precision or
   *     above {@link #LARGEST}: the estimate is too close to a bound
   */
  public static OptionalInt toSettle(Estimate estimate, double low, double high) {
    if (estimate.precision().isEmpty()) {
      return OptionalInt.empty();
    }
    Precision precision = estimate.precision().get();
    double center = precision.center();
    boolean between = low < center && center < high;
    double gap = Math.min(Math.abs(center - low), Math.abs(center - high));
    double now = presentReplicates(estimate.size());
    double spread = upperSpread(precision, now);
    double degreesPerReplicate = precision.degreesOfFreedom() / (now - 1);
    double power = between ? 1 - (1 - POWER) / 2 : POWER;
    int atLeast = Math.max(ForkedSample.MINIMUM_FORKS, estimate.size().smallest() + 1);
    return smallest(atLeast, k -> reach(k, spread, degreesPerReplicate * (k - 1), power) <= gap);
  }

  /**
   * Returns how many forks a side needs so that a comparison with an equal side shows equality:
   * more than three unless those of the level differ by less than {@link #MOST_SPREAD_OF_THREE}.
   *
   * @param level the level of one run config as {@link GeometricMean} gives it
   * @param tolerance largest change that counts as none, as a share: 0.05
   * @return the forks of either side; empty without a precision or above {@link #LARGEST}
   */
  public static OptionalInt toShowEquality(Estimate level, double tolerance) {
    if (level.precision().isEmpty() || !(tolerance > 0)) {
      return OptionalInt.empty();
    }
    Precision precision = level.precision().get();
    int now = level.size().replicates();
    double spread = upperSpread(precision, now) * Math.sqrt(2);
    double gap = Math.log1p(tolerance);
    double power = 1 - (1 - POWER) / 2;
    boolean alike = precision.standardError() * Math.sqrt(now) < MOST_SPREAD_OF_THREE;
    int atLeast = ForkedSample.MINIMUM_FORKS + (alike ? 0 : 1);
    return smallest(atLeast, k -> reach(k, spread, 2.0 * (k - 1), power) <= gap);
  }

  /** Two sides of different size are as precise as two of their harmonic mean. */
  private static double presentReplicates(SampleSize size) {
    return size.baselineReplicates() == 0
        ? size.replicates()
        : 2 / (1.0 / size.replicates() + 1.0 / size.baselineReplicates());
  }

  /** The upper bound of how far replicates lie apart. */
  private static double upperSpread(Precision precision, double replicates) {
    double spread = precision.standardError() * Math.sqrt(replicates);
    double df = precision.degreesOfFreedom();
    return Double.isInfinite(df)
        ? spread
        : spread
            * Math.sqrt(
                df / ChiSquaredDistribution.of(df).inverseCumulativeProbability(1 - CONFIDENCE));
  }

  private static double reach(int k, double spread, double degrees, double power) {
    return (StudentT.quantile(0.5 + Estimate.LEVEL / 2, degrees)
            + StudentT.quantile(power, degrees))
        * spread
        / Math.sqrt(k);
  }

  private static OptionalInt smallest(int from, IntPredicate enough) {
    if (!enough.test(LARGEST)) {
      return OptionalInt.empty();
    }
    int low = from;
    int high = LARGEST;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (enough.test(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return OptionalInt.of(low);
  }
}
