package io.humhelix.bench.stats;

import java.util.Arrays;
import java.util.Objects;

/**
 * As many forks as an interval of a given width needs, computed from a pilot: with {@code s0} the
 * standard deviation of the pilot's {@code k0} forks, {@code n = ceil((t(k0 - 1) s0 / w)^2)}
 * (Stein, "A two-sample test for a linear hypothesis whose power is independent of the variance",
 * Annals of Mathematical Statistics 16, 1945). The interval keeps the pilot's {@code s0} and its
 * {@code k0 - 1} degrees of freedom, and its level is therefore exact although the data decide the
 * number of forks. With unequal tails {@code t} is the mean of both ends' quantiles.
 *
 * @param halfWidth {@code w}, half the distance between the ends on the logarithmic scale: 0.01 for
 *     2 %
 * @param tails of this interval
 * @param pilot {@code k0}, 3 or more; 5 is usual
 * @param maximum largest number of forks, at least {@code pilot}; where it limits, the interval is
 *     wider than wanted but its level holds
 */
public record SteinTwoStage(double halfWidth, Tails tails, int pilot, int maximum)
    implements StoppingRule {

  /** Default number of forks in the pilot. */
  public static final int PILOT = 5;

  public SteinTwoStage {
    Objects.requireNonNull(tails, "tails");
    if (!(halfWidth > 0)) {
      throw new IllegalArgumentException("the half-width is " + halfWidth + ", not positive");
    }
    if (pilot < ForkedSample.MINIMUM_FORKS || maximum < pilot) {
      throw new IllegalArgumentException(
          "a pilot of " + pilot + " and at most " + maximum + " forks; allowed: 3 <= pilot <= max");
    }
  }

  @Override
  public int wanted(double... values) {
    if (values.length < pilot) {
      return pilot;
    }
    double t = tails.reach(pilot - 1);
    double needed = Math.ceil(t * t * pilotVariance(values) / (halfWidth * halfWidth));
    return (int) Math.max(pilot, Math.min(maximum, needed));
  }

  @Override
  public Estimate estimate(SampleSize size, double... values) {
    Method method = tails.areEqual() ? Method.STEIN_LOG_T : Method.STEIN_SLOW_TAIL_LOG_T;
    if (values.length <= pilot) {
      return LogMeans.estimate(tails, method, size, values);
    }
    double mean = Moments.of(values).mean();
    return LogMeans.estimate(mean, pilotVariance(values), pilot - 1, tails, method, size);
  }

  private double pilotVariance(double[] values) {
    return Moments.of(Arrays.copyOf(values, pilot)).variance();
  }
}
