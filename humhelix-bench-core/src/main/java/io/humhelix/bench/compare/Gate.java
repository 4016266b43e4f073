package io.humhelix.bench.compare;

import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.AdjustedPValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a whole comparison passes. Many metrics and run configs are tested at once; the one-sided
 * p values of "worse than the tolerance" are adjusted by Holm's method, so that the gate fails
 * without a cause in at most 5 % of comparisons, however many metrics it has. Only what is a {@link
 * Verdict#REGRESSION} by itself can fail it, so that gate and verdict never contradict. What
 * decides is declared before: by default the real-time factor, the error rate and, where something
 * failed, the failures. All else is shown and decides nothing.
 *
 * @param adjusted p values of the tested decisions by name, adjusted
 * @param regressions names that fail the gate
 * @param undecided names without a regression for which equality or improvement was not shown
 *     either, not comparable ones included
 * @param invalid names without valid trials
 */
public record Gate(
    Map<String, Double> adjusted,
    List<String> regressions,
    List<String> undecided,
    List<String> invalid) {

  /** Probability of failing without a cause. */
  public static final double ALPHA = 0.05;

  public Gate {
    adjusted = Collections.unmodifiableMap(new LinkedHashMap<>(adjusted));
    regressions = List.copyOf(regressions);
    undecided = List.copyOf(undecided);
    invalid = List.copyOf(invalid);
  }

  /**
   * Decides.
   *
   * @param decisions of primary metrics and failures by name, in the order in which they are listed
   * @return the gate
   */
  public static Gate of(Map<String, Decision> decisions) {
    List<String> tested =
        decisions.keySet().stream()
            .filter(name -> decisions.get(name).pWorse().isPresent())
            .toList();
    double[] p =
        AdjustedPValues.holm(
            tested.stream()
                .mapToDouble(name -> decisions.get(name).pWorse().getAsDouble())
                .toArray());
    Map<String, Double> adjusted = new LinkedHashMap<>();
    for (int i = 0; i < p.length; i++) {
      adjusted.put(tested.get(i), p[i]);
    }
    List<String> regressions = new ArrayList<>();
    List<String> undecided = new ArrayList<>();
    List<String> invalid = new ArrayList<>();
    decisions.forEach(
        (name, decision) -> {
          if (decision.verdict() == Verdict.INVALID) {
            invalid.add(name);
          } else if (decision.verdict() == Verdict.REGRESSION
              && adjusted.getOrDefault(name, 1.0) <= ALPHA) {
            regressions.add(name);
          } else if (decision.verdict() != Verdict.EQUIVALENT
              && decision.verdict() != Verdict.SAME_TEXTS
              && decision.verdict() != Verdict.IMPROVEMENT
              && decision.verdict() != Verdict.TRADE_OFF
              && decision.verdict() != Verdict.NOT_SHOWN) {
            undecided.add(name);
          }
        });
    return new Gate(adjusted, regressions, undecided, invalid);
  }

  /**
   * Returns whether nothing is worse, invalid or undecided.
   *
   * @return whether every decision is settled and none is against the candidate
   */
  public boolean passes() {
    return regressions.isEmpty() && undecided.isEmpty() && invalid.isEmpty();
  }
}
