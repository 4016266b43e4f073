package io.humhelix.bench.compare;

import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Estimate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A verdict in one metric, with what it rests on.
 *
 * @param verdict the outcome
 * @param reason why
 * @param explanation the reason with its figures, one sentence for readers
 * @param change candidate / baseline or candidate - baseline, not oriented; empty where nothing was
 *     computed
 * @param tolerance largest change that counts as none, floor of the host included
 * @param pWorse one-sided p value of "not worse than the tolerance", for {@link Gate}, or than a
 *     wider bound where the verdict needs one; of failures that of "not more frequent"; empty where
 *     nothing was tested
 * @param forksToSettle forks or blocks of either side that would settle an inconclusive verdict;
 *     empty where more of these would not, or too many were needed
 */
public record Decision(
    Verdict verdict,
    Reason reason,
    String explanation,
    Optional<Estimate> change,
    Tolerance tolerance,
    OptionalDouble pWorse,
    OptionalInt forksToSettle) {

  public Decision {
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(explanation, "explanation");
    Objects.requireNonNull(change, "change");
    Objects.requireNonNull(tolerance, "tolerance");
    Objects.requireNonNull(pWorse, "pWorse");
    Objects.requireNonNull(forksToSettle, "forksToSettle");
  }

  /** Returns a verdict for which nothing was computed. */
  static Decision without(Verdict verdict, Reason reason, String explanation, Tolerance tolerance) {
    return new Decision(
        verdict,
        reason,
        explanation,
        Optional.empty(),
        tolerance,
        OptionalDouble.empty(),
        OptionalInt.empty());
  }

  /** Returns the verdict of sides that are not alike in what must be. */
  static Decision notComparable(List<ConditionDifference> differences, Tolerance tolerance) {
    return without(
        Verdict.NOT_COMPARABLE,
        Reason.DIFFERENT_CONDITIONS,
        "the sides differ in " + String.join("; ", ConditionDifference.texts(differences)),
        tolerance);
  }

  /** Returns this decision with another outcome, the figures kept. */
  Decision become(Verdict other, Reason why, String text) {
    return new Decision(other, why, text, change, tolerance, pWorse, forksToSettle);
  }

  /** Returns this decision tested against another bound. */
  Decision withPWorse(OptionalDouble p) {
    return new Decision(verdict, reason, explanation, change, tolerance, p, forksToSettle);
  }

  /** Returns this decision with another number of forks that would settle it. */
  Decision withForksToSettle(OptionalInt forks) {
    return new Decision(verdict, reason, explanation, change, tolerance, pWorse, forks);
  }
}
