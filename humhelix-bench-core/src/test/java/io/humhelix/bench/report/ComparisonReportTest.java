package io.humhelix.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.Comparison.Outcome;
import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.compare.RunComparison;
import io.humhelix.bench.result.RunResult;
import org.junit.jupiter.api.Test;

/** Table, reasons and outcome of a comparison do not contradict each other. */
class ComparisonReportTest {

  private static RunResult run(long seed, double seconds) {
    return new MadeUpRun(seed).system("a", seconds).system("b", 1).system("c", 1).result();
  }

  private static String text(Comparison comparison) {
    return new ComparisonReport(comparison, Symbols.ASCII)
        .withDetails()
        .toString()
        .replaceAll("\\s+", " ");
  }

  @Test
  void aRegressionByItselfIsExplainedWhereItIsNoneOfTheWhole() {
    Comparison comparison =
        RunComparison.between(run(4, 1), run(5, 1.065), ComparisonPolicy.DEFAULT.withFloor(0.01));
    String text = text(comparison);

    assertEquals(Outcome.UNDECIDED, comparison.outcome());
    assertTrue(
        text.contains(
            "a / speech: rtf: REGRESSION: change +7.0 % (+5.4 to +8.6 %), tolerance 5.0 %; by"
                + " itself, but one of 6 tests may show that by chance (p 0.059 is above 0.05)."
                + " Measure more to settle it. a / speech: wer_percent"),
        text);
    assertTrue(text.contains("latency_p50_s: REGRESSION: change"), text);
    assertEquals(text.indexOf("by itself"), text.lastIndexOf("by itself"), "only what decides");
  }

  @Test
  void aRegressionOfTheWholeNeedsNoMore() {
    Comparison comparison =
        RunComparison.between(run(4, 1), run(5, 1.3), ComparisonPolicy.DEFAULT.withFloor(0.01));

    assertEquals(Outcome.REGRESSION, comparison.outcome());
    assertFalse(text(comparison).contains("by itself"), text(comparison));
  }

  @Test
  void withoutDetailsOnlyWhatDecidesHasReasonsAndAllFitsOnAScreen() {
    Comparison comparison =
        RunComparison.between(run(4, 1), run(5, 1.3), ComparisonPolicy.DEFAULT.withFloor(0.01));
    String text = new ComparisonReport(comparison, Symbols.ASCII).toString();
    assertTrue(
        text.startsWith(
            "REGRESSION in 1 of 3 run configs: a / speech (rtf +30.6 %); no regression in 2.\n"),
        text);
    assertTrue(text.contains("a / speech: rtf: REGRESSION: change"), text);
    assertFalse(text.contains("latency_p50_s: REGRESSION"), text);
    assertFalse(text.contains("welch-log-t"), text);
    assertTrue(text.lines().allMatch(line -> line.length() <= 80), text);
  }
}
