package io.humhelix.bench.compare;

import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.Ratio;

/**
 * Compares two sides in a metric of ratios: latency, real-time factor, load.
 *
 * @param direction which way the metric is better
 * @param tolerance relative
 * @param paired whether the forks were run in turn, so that fork {@code i} of either side is of
 *     block {@code i}
 */
public record SpeedComparison(Direction direction, Tolerance tolerance, boolean paired) {

  /**
   * Decides.
   *
   * @param baseline its values
   * @param candidate its values
   * @return {@code INVALID} if a side has no values, {@code INCONCLUSIVE} if a side was not steady,
   *     else by {@link VerdictRule}
   * @throws IllegalArgumentException if the sides are paired and have different numbers of forks
   */
  public Decision compare(Side baseline, Side candidate) {
    if (baseline.values().isEmpty() || candidate.values().isEmpty()) {
      String side = baseline.values().isEmpty() ? "baseline" : "candidate";
      return Decision.without(
          Verdict.INVALID,
          Reason.NO_VALID_TRIALS,
          "the " + side + " has no valid trials",
          tolerance);
    }
    Decision decision =
        VerdictRule.decide(
            change(baseline.values().get(), candidate.values().get()), direction, tolerance);
    if (decision.reason() != Reason.TOO_FEW_REPLICATES
        && (baseline.isRestless() || candidate.isRestless())) {
      Side restless = baseline.isRestless() ? baseline : candidate;
      return decision.become(
          Verdict.INCONCLUSIVE,
          Reason.NOT_STEADY,
          restless.restlessness(restless == baseline ? "baseline" : "candidate")
              + " "
              + decision.explanation());
    }
    return decision;
  }

  private Estimate change(ForkedSample baseline, ForkedSample candidate) {
    return paired
        ? Ratio.paired(baseline, candidate, Estimate.LEVEL)
        : Ratio.welch(baseline, candidate, Estimate.LEVEL);
  }
}
