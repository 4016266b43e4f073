package io.humhelix.bench.compare;

import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.Ratio;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares two sides in a metric of ratios: latency, real-time factor, load.
 *
 * @param direction which way the metric is better
 * @param tolerance relative
 * @param factors names of conditions that are meant to differ
 * @param paired whether the forks were run in turn, so that fork {@code i} of either side is of
 *     block {@code i}
 */
public record SpeedComparison(
    Direction direction, Tolerance tolerance, Set<String> factors, boolean paired) {

  public SpeedComparison {
    factors = Set.copyOf(factors);
  }

  /**
   * Decides.
   *
   * @param reference the old side
   * @param candidate the new side
   * @return {@code INVALID} if a side has no values, {@code NOT_COMPARABLE} if a condition differs,
   *     {@code INCONCLUSIVE} if a side was not steady, else by {@link VerdictRule}
   * @throws IllegalArgumentException if the sides are paired and have different numbers of forks
   */
  public Decision compare(Side reference, Side candidate) {
    List<ConditionDifference> differences =
        ConditionDifference.between(reference.conditions(), candidate.conditions(), factors);
    if (!differences.isEmpty()) {
      return Decision.without(
          Verdict.NOT_COMPARABLE, Reason.DIFFERENT_CONDITIONS, listed(differences), tolerance);
    }
    if (reference.values().isEmpty() || candidate.values().isEmpty()) {
      String side = reference.values().isEmpty() ? "reference" : "candidate";
      return Decision.without(
          Verdict.INVALID,
          Reason.NO_VALID_TRIALS,
          "the " + side + " has no valid trials",
          tolerance);
    }
    Decision decision =
        VerdictRule.decide(
            change(reference.values().get(), candidate.values().get()), direction, tolerance);
    if (decision.reason() != Reason.TOO_FEW_REPLICATES
        && (reference.isRestless() || candidate.isRestless())) {
      Side restless = reference.isRestless() ? reference : candidate;
      return decision.become(
          Verdict.INCONCLUSIVE,
          Reason.NOT_STEADY,
          restless.restlessness(restless == reference ? "reference" : "candidate")
              + " "
              + decision.explanation());
    }
    return decision;
  }

  private Estimate change(ForkedSample reference, ForkedSample candidate) {
    return paired
        ? Ratio.paired(reference, candidate, Estimate.LEVEL)
        : Ratio.welch(reference, candidate, Estimate.LEVEL);
  }

  static String listed(List<ConditionDifference> differences) {
    return differences.stream()
        .map(ConditionDifference::toString)
        .collect(Collectors.joining("; ", "the sides differ in ", ""));
  }
}
