package io.humhelix.bench.stats;

import java.util.Objects;

/**
 * How far the level of a history moved at a change: the mean after it minus the mean before it, by
 * Welch's t as in {@link Ratio#welch}, each value of the history being one observation. Of
 * logarithms it is the logarithm of a ratio.
 *
 * <p>The place of the change was chosen where it stands out most; of changes of 5 and 10 % that
 * were found in simulated histories of 30 nights that differ by 1.5 %, the interval holds the true
 * size in 93 to 95 %.
 *
 * @param point the difference, in the values' unit
 * @param interval at {@link Estimate#LEVEL}
 */
public record LevelShift(double point, Interval interval) {

  public LevelShift {
    Objects.requireNonNull(interval, "interval");
  }

  /**
   * Compares the values on both sides of a change.
   *
   * @param before at least 2 values
   * @param after at least 2 values
   * @return after - before
   * @throws IllegalArgumentException with fewer than 2 values on a side
   */
  public static LevelShift of(double[] before, double[] after) {
    if (before.length < 2 || after.length < 2) {
      throw new IllegalArgumentException(
          before.length + " and " + after.length + " values; allowed: 2 or more on each side");
    }
    Moments old = Moments.of(before);
    Moments now = Moments.of(after);
    double a = old.squaredStandardError();
    double b = now.squaredStandardError();
    double point = now.mean() - old.mean();
    double degrees =
        a + b == 0
            ? old.n() + now.n() - 2
            : (a + b) * (a + b) / (a * a / (old.n() - 1) + b * b / (now.n() - 1));
    double reach = StudentT.quantile(0.5 + Estimate.LEVEL / 2, degrees) * Math.sqrt(a + b);
    return new LevelShift(point, new Interval(point - reach, point + reach, Estimate.LEVEL));
  }
}
