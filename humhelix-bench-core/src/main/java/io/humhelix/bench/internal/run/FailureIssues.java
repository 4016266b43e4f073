package io.humhelix.bench.internal.run;

import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.Issue;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a reader of a trial should know of its failed calls. */
final class FailureIssues {

  private FailureIssues() {}

  /**
   * Returns why the trial is invalid: more calls failed than may.
   *
   * @param answered calls that were answered
   * @param mostPercent largest share of failed calls in a valid trial
   */
  static Optional<Issue> unfit(FailedCalls failed, int answered, double mostPercent) {
    return failed
        .percentBeside(answered)
        .filter(percent -> percent > mostPercent)
        .map(
            percent ->
                Issue.error(
                    "too-many-calls-failed",
                    found(failed, answered)
                        + " accuracy.max_error_percent allows "
                        + plain(mostPercent)
                        + " %."
                        + early(failed),
                    remedy(failed)
                        + "If so many may fail, raise accuracy.max_error_percent: the failed calls"
                        + " then count as texts without a word."));
  }

  /** Returns what makes the numbers doubtful. */
  static Optional<Issue> of(FailedCalls failed, int answered) {
    return failed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Issue.warning(
                "calls-failed",
                found(failed, answered)
                    + " Latencies and speed are of the others; in the error rates each counts as a"
                    + " text without a word."
                    + early(failed),
                remedy(failed)));
  }

  /** The kinds, from the most frequent on, and what the first failure said. */
  private static String found(FailedCalls failed, int answered) {
    String kinds =
        failed.byKind().entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    String first = failed.examples().stream().map(Failure::message).findFirst().orElse("").strip();
    return failed.size()
        + " of "
        + (failed.size() + answered)
        + " calls failed ("
        + kinds
        + "), the first: "
        + first
        + (first.endsWith(".") ? "" : ".");
  }

  private static String early(FailedCalls failed) {
    return failed.endedTrial() ? " The trial was ended, since one call after another failed." : "";
  }

  private static String remedy(FailedCalls failed) {
    String first = failed.examples().stream().map(Failure::remedy).findFirst().orElse("").strip();
    return first.isEmpty() ? "" : first + (first.endsWith(".") ? " " : ". ");
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
