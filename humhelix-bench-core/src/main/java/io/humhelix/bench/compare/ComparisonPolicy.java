package io.humhelix.bench.compare;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What counts as no change, and what is meant to differ.
 *
 * @param speed tolerance of latency, real-time factor and throughput, relative
 * @param load tolerance of model load and first call, relative
 * @param errorRate tolerance of the word or character error rate, absolute, as a fraction
 * @param floor what comparisons of a system with itself have shown on this host, as a share; 0
 *     where that is not known: a regression across two runs must then be beyond twice the
 *     tolerance. Relative tolerances are never below it ({@link
 *     io.humhelix.bench.stats.NoiseFloor})
 * @param factors facts that are meant to differ: a fact's name such as {@code
 *     effective.engine_version}, its last part such as {@code engine_version}, or a group such as
 *     {@code host}
 * @param partial whether the candidate may lack run configs of the baseline; otherwise such a
 *     comparison is undecided, since an engine that has vanished is no good news
 */
public record ComparisonPolicy(
    Tolerance speed,
    Tolerance load,
    Tolerance errorRate,
    double floor,
    Set<String> factors,
    boolean partial) {

  /** The usual tolerances; nothing is meant to differ. */
  public static final ComparisonPolicy DEFAULT =
      new ComparisonPolicy(
          Tolerance.SPEED, Tolerance.LOAD, Tolerance.ERROR_RATE, 0, Set.of(), false);

  public ComparisonPolicy {
    Objects.requireNonNull(errorRate, "errorRate");
    if (!(floor >= 0 && Double.isFinite(floor))) {
      throw new IllegalArgumentException("the floor is " + floor + "; allowed: 0 or more");
    }
    speed = speed.atLeast(floor);
    load = load.atLeast(floor);
    factors = Set.copyOf(factors);
  }

  /**
   * Returns this policy with another tolerance of speed.
   *
   * @param share such as 0.05 for 5 %
   * @return a new policy
   */
  public ComparisonPolicy withSpeed(double share) {
    return new ComparisonPolicy(
        Tolerance.relative(share), load, errorRate, floor, factors, partial);
  }

  /**
   * Returns this policy with another tolerance of the error rate.
   *
   * @param points in percentage points, 0 or more
   * @return a new policy
   */
  public ComparisonPolicy withErrorPoints(double points) {
    return new ComparisonPolicy(
        speed, load, Tolerance.absolute(points / 100), floor, factors, partial);
  }

  /**
   * Returns this policy with the host's floor.
   *
   * @param share such as 0.03 for 3 %
   * @return a new policy
   */
  public ComparisonPolicy withFloor(double share) {
    return new ComparisonPolicy(speed, load, errorRate, share, factors, partial);
  }

  /**
   * Returns this policy with more that is meant to differ.
   *
   * @param more names or groups of facts
   * @return a new policy
   */
  public ComparisonPolicy withFactors(Set<String> more) {
    Set<String> all = new TreeSet<>(factors);
    all.addAll(more);
    return new ComparisonPolicy(speed, load, errorRate, floor, all, partial);
  }

  /**
   * Returns this policy with leave for the candidate to lack run configs.
   *
   * @param allowed whether it may
   * @return a new policy
   */
  public ComparisonPolicy withPartial(boolean allowed) {
    return new ComparisonPolicy(speed, load, errorRate, floor, factors, allowed);
  }

  boolean isFactor(Condition condition) {
    String name = condition.name();
    return factors.stream()
        .anyMatch(f -> name.equals(f) || name.startsWith(f + ".") || name.endsWith("." + f));
  }
}
