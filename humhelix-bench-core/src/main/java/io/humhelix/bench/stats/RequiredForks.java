package io.humhelix.bench.stats;

import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * How many forks (or blocks) would settle what an interval leaves open.
 *
 * <p>With {@code s} the spread of a replicate, an estimate at distance {@code g} from a bound ends
 * up with its whole interval on one side of it, with probability {@code power}, once {@code (t(0.5
 * + level / 2) + t(power)) s / sqrt(k) <= g} with the degrees of freedom of {@code k} replicates:
 * the usual sample size formula of the t test, solved for {@code k}. Between two bounds both must
 * hold, so the probability to fail is split among them.
 */
public final class RequiredForks {

  /** Probability that the stated number of forks is enough, if the estimate is right. */
  public static final double POWER = 0.8;

  /** Numbers beyond this one are of no use to anybody. */
  public static final int LARGEST = 1000;

  private RequiredForks() {}

  /**
   * Returns how many replicates would show on which side of two bounds the true value lies, taking
   * the present estimate for it.
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
    double spread = precision.standardError() * Math.sqrt(now);
    double degreesPerReplicate = precision.degreesOfFreedom() / (now - 1);
    double power = between ? 1 - (1 - POWER) / 2 : POWER;
    int atLeast = Math.max(ForkedSample.MINIMUM_FORKS, estimate.size().smallest() + 1);
    return smallest(atLeast, k -> reach(k, spread, degreesPerReplicate * (k - 1), power) <= gap);
  }

  /**
   * Returns how many forks a side needs so that a comparison with an equal side shows equality.
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
    double spread = precision.standardError() * Math.sqrt(level.size().replicates()) * Math.sqrt(2);
    double gap = Math.log1p(tolerance);
    double power = 1 - (1 - POWER) / 2;
    return smallest(ForkedSample.MINIMUM_FORKS, k -> reach(k, spread, 2.0 * (k - 1), power) <= gap);
  }

  /** Two sides of different size know as much as two of their harmonic mean. */
  private static double presentReplicates(SampleSize size) {
    return size.referenceReplicates() == 0
        ? size.replicates()
        : 2 / (1.0 / size.replicates() + 1.0 / size.referenceReplicates());
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
