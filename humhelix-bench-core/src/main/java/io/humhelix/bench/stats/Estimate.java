package io.humhelix.bench.stats;

import java.util.Objects;
import java.util.Optional;

/**
 * A number and everything needed to judge it. Its unit is that of the input values; ratios have
 * none.
 *
 * @param point the best guess
 * @param interval where the true value may lie; empty if there are too few values
 * @param precision standard error and degrees of freedom; empty for methods without these
 * @param size how many values it rests on
 * @param method how it was made
 * @param shortcoming why there is no interval, and what one would take; empty with an interval
 */
public record Estimate(
    double point,
    Optional<Interval> interval,
    Optional<Precision> precision,
    SampleSize size,
    Method method,
    Optional<String> shortcoming) {

  /** Default level of every interval and verdict of the harness. */
  public static final double LEVEL = 0.95;

  public Estimate {
    Objects.requireNonNull(precision, "precision");
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(method, "method");
    if (Double.isNaN(point)) {
      throw new IllegalArgumentException("the estimate is not a number");
    }
    if (interval.isPresent() == shortcoming.isPresent()) {
      throw new IllegalArgumentException(
          "an estimate has either an interval or the reason why not");
    }
  }

  /** Returns an estimate by Student's t with equal tails. */
  static Estimate ofT(Precision precision, double level, SampleSize size, Method method) {
    return ofT(precision, Tails.equal(level), size, method);
  }

  /** Returns an estimate by Student's t with the given tails. */
  static Estimate ofT(Precision precision, Tails tails, SampleSize size, Method method) {
    return new Estimate(
        precision.scale().back(precision.center()),
        Optional.of(precision.interval(tails)),
        Optional.of(precision),
        size,
        method,
        Optional.empty());
  }

  /** Returns an estimate whose interval does not come from a standard error. */
  static Estimate of(double point, Interval interval, SampleSize size, Method method) {
    return new Estimate(
        point, Optional.of(interval), Optional.empty(), size, method, Optional.empty());
  }

  /** Returns an estimate without an interval, with the reason. */
  static Estimate withoutInterval(double point, SampleSize size, Method method, String why) {
    return new Estimate(point, Optional.empty(), Optional.empty(), size, method, Optional.of(why));
  }

  /** Checks the level of a two-sided interval. */
  static double requireLevel(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("the level is " + level + "; allowed: between 0 and 1");
    }
    return level;
  }
}
