package io.humhelix.bench.compare;

import io.humhelix.bench.model.Expectations;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.stats.Scale;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What counts as no change, and what is meant to differ.
 *
 * @param speed tolerance of latency, real-time factor and throughput, relative
 * @param load tolerance of model load and first call, relative
 * @param errorRate tolerance of the word or character error rate, absolute, as a fraction
 * @param floor what comparisons of a system with itself have shown on this host, as a share; 0
 *     where that is not known: a regression of speed across two runs must then be beyond twice the
 *     tolerance. Relative tolerances, those of memory excepted, are never below it ({@link
 *     io.humhelix.bench.stats.NoiseFloor})
 * @param factors facts that are meant to differ: a fact's name such as {@code
 *     effective.engine_version}, its last part such as {@code engine_version}, or a group such as
 *     {@code host}
 * @param partial whether the candidate may lack run configs of the baseline; otherwise such a
 *     comparison is undecided, since an engine that has vanished is no good news
 * @param byMetric tolerances of single metrics by their names, in place of the ones above
 */
public record ComparisonPolicy(
    Tolerance speed,
    Tolerance load,
    Tolerance errorRate,
    double floor,
    Set<String> factors,
    boolean partial,
    Map<String, Tolerance> byMetric) {

  /** The usual tolerances; nothing is meant to differ. */
  public static final ComparisonPolicy DEFAULT =
      new ComparisonPolicy(
          Tolerance.SPEED, Tolerance.LOAD, Tolerance.ERROR_RATE, 0, Set.of(), false, Map.of());

  private static final double PERCENT = 100;
  private static final Set<String> ERROR_RATES =
      Set.of(Metrics.WER_PERCENT.name(), Metrics.CER_PERCENT.name());
  private static final Set<String> LOADS =
      Set.of(Metrics.LOAD_S.name(), Metrics.FIRST_CALL_S.name());

  /** No load of the machine bears on these, so they know no floor. */
  private static final Set<String> MEMORY = Set.of(MemoryComparison.PEAK, MemoryComparison.MAX);

  public ComparisonPolicy {
    Objects.requireNonNull(errorRate, "errorRate");
    if (!(floor >= 0 && Double.isFinite(floor))) {
      throw new IllegalArgumentException("the floor is " + floor + "; allowed: 0 or more");
    }
    speed = speed.atLeast(floor);
    load = load.atLeast(floor);
    factors = Set.copyOf(factors);
    Map<String, Tolerance> wide = new TreeMap<>(byMetric);
    wide.replaceAll(
        (name, one) ->
            one.scale() == Scale.LOG && !MEMORY.contains(name) ? one.atLeast(floor) : one);
    byMetric = Collections.unmodifiableMap(wide);
  }

  /**
   * Returns this policy with the tolerances of a definition.
   *
   * @param expectations percent by metric, or percentage points of error rates
   * @return a new policy
   */
  public ComparisonPolicy with(Expectations expectations) {
    Map<String, Tolerance> all = new TreeMap<>(byMetric);
    expectations
        .tolerances()
        .forEach(
            (name, amount) ->
                all.put(
                    name,
                    ERROR_RATES.contains(name)
                        ? Tolerance.absolute(amount / PERCENT)
                        : Tolerance.relative(amount / PERCENT)));
    return new ComparisonPolicy(speed, load, errorRate, floor, factors, partial, all);
  }

  /** The tolerance of a metric: its own, or that of its kind. */
  Tolerance of(Metric metric) {
    Tolerance usual =
        ERROR_RATES.contains(metric.name())
            ? errorRate
            : LOADS.contains(metric.name()) ? load : speed;
    return byMetric.getOrDefault(metric.name(), usual);
  }

  /** The tolerance of a peak of memory: its own, or the usual one. */
  Tolerance ofMemory(String metric, double baselineBytes) {
    Tolerance own = byMetric.get(metric);
    return own == null ? Tolerance.memory(baselineBytes) : own;
  }

  /**
   * Returns this policy with another tolerance of speed, also in metrics that have one of their
   * own.
   *
   * @param share such as 0.05 for 5 %
   * @return a new policy
   */
  public ComparisonPolicy withSpeed(double share) {
    return new ComparisonPolicy(
        Tolerance.relative(share),
        load,
        errorRate,
        floor,
        factors,
        partial,
        without(
            name ->
                !ERROR_RATES.contains(name) && !LOADS.contains(name) && !MEMORY.contains(name)));
  }

  /**
   * Returns this policy with another tolerance of the error rate, words or characters.
   *
   * @param points in percentage points, 0 or more
   * @return a new policy
   */
  public ComparisonPolicy withErrorPoints(double points) {
    return new ComparisonPolicy(
        speed,
        load,
        Tolerance.absolute(points / PERCENT),
        floor,
        factors,
        partial,
        without(ERROR_RATES::contains));
  }

  private Map<String, Tolerance> without(Predicate<String> some) {
    Map<String, Tolerance> rest = new TreeMap<>(byMetric);
    rest.keySet().removeIf(some);
    return rest;
  }

  /**
   * Returns this policy with the host's floor.
   *
   * @param share such as 0.03 for 3 %
   * @return a new policy
   */
  public ComparisonPolicy withFloor(double share) {
    return new ComparisonPolicy(speed, load, errorRate, share, factors, partial, byMetric);
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
    return new ComparisonPolicy(speed, load, errorRate, floor, all, partial, byMetric);
  }

  /**
   * Returns this policy with leave for the candidate to lack run configs.
   *
   * @param allowed whether it may
   * @return a new policy
   */
  public ComparisonPolicy withPartial(boolean allowed) {
    return new ComparisonPolicy(speed, load, errorRate, floor, factors, allowed, byMetric);
  }

  boolean isFactor(Condition condition) {
    String name = condition.name();
    return factors.stream()
        .anyMatch(f -> name.equals(f) || name.startsWith(f + ".") || name.endsWith("." + f));
  }
}
