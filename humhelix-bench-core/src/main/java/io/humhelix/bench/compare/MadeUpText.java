package io.humhelix.bench.compare;

import io.humhelix.bench.result.Verdict;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What both sides wrote for clips whose reference is empty. Nothing is said there, so there is no
 * rate that a tolerance could be held against: any more is worse.
 *
 * @param baseline words or characters, the mean over the decodes of each clip
 * @param candidate likewise
 * @param unit {@code word} or {@code character}
 */
record MadeUpText(double baseline, double candidate, String unit) {

  /** Without a rate the counts decide; they are of these clips alone, and exact there. */
  Decision decide(Tolerance tolerance, boolean sameTexts) {
    String found =
        "the references are empty: the baseline made up "
            + count(baseline)
            + ", the candidate "
            + count(candidate);
    if (sameTexts) {
      return decision(Verdict.SAME_TEXTS, Reason.SAME_TEXTS_OF_TOO_FEW_WORDS, found, tolerance);
    }
    if (candidate > baseline) {
      return decision(Verdict.REGRESSION, Reason.WORSE_THAN_TOLERANCE, found, tolerance);
    }
    return candidate < baseline
        ? decision(Verdict.IMPROVEMENT, Reason.BETTER_THAN_TOLERANCE, found, tolerance)
        : decision(Verdict.EQUIVALENT, Reason.WITHIN_TOLERANCE, found, tolerance);
  }

  private static Decision decision(
      Verdict verdict, Reason reason, String text, Tolerance tolerance) {
    return new Decision(
        verdict,
        reason,
        text,
        Optional.empty(),
        tolerance,
        OptionalDouble.of(verdict == Verdict.REGRESSION ? 0 : 1),
        OptionalInt.empty());
  }

  Optional<String> note() {
    return candidate > baseline
        ? Optional.of(
            "made-up text: for clips whose reference is empty the candidate wrote "
                + count(candidate)
                + ", the baseline "
                + count(baseline)
                + ".")
        : Optional.empty();
  }

  private String count(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f %s%s", value, unit, value == 1 ? "" : "s")
        : String.format(Locale.ROOT, "%.1f %ss a pass", value, unit);
  }
}
