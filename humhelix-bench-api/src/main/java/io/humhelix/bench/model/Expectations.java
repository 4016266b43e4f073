package io.humhelix.bench.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the results of a run are held against. It changes nothing in how they are measured.
 *
 * @param baseline stored results to compare with: the name of a baseline, or the path of a file or
 *     folder; empty if there is no such comparison
 * @param tolerances largest change that counts as none, by the name of a metric: percent of the
 *     baseline, and percentage points for {@code wer_percent} and {@code cer_percent}; 0 or more
 * @param limits what the level of a metric may be, by its name
 */
public record Expectations(
    Optional<String> baseline, Map<String, Double> tolerances, Map<String, Limit> limits) {

  /** Nothing is expected. */
  public static final Expectations NONE = new Expectations(Optional.empty(), Map.of(), Map.of());

  public Expectations {
    Objects.requireNonNull(baseline, "baseline");
    tolerances = Collections.unmodifiableMap(new LinkedHashMap<>(tolerances));
    limits = Collections.unmodifiableMap(new LinkedHashMap<>(limits));
    tolerances.forEach(
        (metric, amount) -> {
          if (!(amount >= 0 && Double.isFinite(amount))) {
            throw new IllegalArgumentException(
                "the tolerance of " + metric + " is " + amount + "; allowed: 0 or more");
          }
        });
  }

  /**
   * Returns these expectations with a limit.
   *
   * @param metric name of the metric
   * @param limit what its level may be
   * @return new expectations
   */
  public Expectations withLimit(String metric, Limit limit) {
    Map<String, Limit> more = new LinkedHashMap<>(limits);
    more.put(metric, limit);
    return new Expectations(baseline, tolerances, more);
  }

  /**
   * Returns these expectations with a tolerance.
   *
   * @param metric name of the metric
   * @param amount percent, or percentage points for error rates
   * @return new expectations
   */
  public Expectations withTolerance(String metric, double amount) {
    Map<String, Double> more = new LinkedHashMap<>(tolerances);
    more.put(metric, amount);
    return new Expectations(baseline, more, limits);
  }

  /**
   * Returns these expectations with a baseline.
   *
   * @param nameOrPath stored results
   * @return new expectations
   */
  public Expectations withBaseline(String nameOrPath) {
    return new Expectations(Optional.of(nameOrPath), tolerances, limits);
  }
}
