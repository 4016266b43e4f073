package io.humhelix.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.compare.RunComparison;
import io.humhelix.bench.result.RunResult;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

  @Test
  void namesStayWhatTheyAre() {
    assertEquals("`@team #12 <b> $x_y_z$`", MarkdownText.code("@team #12 <b> $x_y_z$"));
    assertEquals("<code>a &#124; b</code>", MarkdownText.code("a | b"));
    assertEquals("<code>&#96;a&#96; &#60;c&#62;</code>", MarkdownText.code("`a` <c>"));
    assertEquals("`a b`", MarkdownText.code("a\nb"));
    assertEquals("", MarkdownText.code(""));
  }

  @Test
  void noLineClosesItsFence() {
    assertEquals("```text\na\n```\n", MarkdownText.block("a"));
    assertEquals("`````text\n````\n@b\n`````\n", MarkdownText.block("````\n@b\n"));
  }

  @Test
  void theFullReportIsFoldedIn() {
    RunResult run = SampleRuns.ofEveryStatus();
    String text = MarkdownReport.of(List.of(run));
    assertTrue(text.startsWith(MarkdownReport.MARKER + "\n### `sample`: 2 of 7 run configs valid"));
    assertTrue(
        text.contains(
            "\n```text\n"
                + new RunReport(run, Symbols.UNICODE, new TableView(80, true, List.of()))
                + "```\n"),
        text);
    assertTrue(text.contains("\n| `bad text / speech` | **INVALID** | "), text);
    assertTrue(text.contains(", **cancelled before the end**\n"), text);
  }

  @Test
  void aCommentIsNeverTooLong() {
    RunResult run = SampleRuns.ofEveryStatus();
    String text = MarkdownReport.of(Collections.nCopies(30, run));
    assertFalse(text.contains("<details>"));
    assertTrue(text.contains("\nFull report: too long for a comment; see the results file.\n"));
    assertTrue(text.length() < MarkdownReport.MOST_CHARACTERS);
  }

  @Test
  void aComparisonBeginsWithItsOutcome() {
    RunResult old = new MadeUpRun(1).system("a", 1).result();
    assertEquals("### No regression", headline(old, new MadeUpRun(2).system("a", 1).result()));
    assertEquals("### Regression", headline(old, new MadeUpRun(2).system("a", 2).result()));
    assertEquals("### Undecided", headline(old, new MadeUpRun(2).system("b", 1).result()));
    RunResult failed = new MadeUpRun(2).failing((f, t) -> true).system("a", 1).result();
    assertEquals("### Regression", headline(old, failed));
    RunResult refused = new MadeUpRun(2).refused(true).system("a", 1).result();
    assertEquals("### Invalid: a side has no valid trials", headline(old, refused));
  }

  private static String headline(RunResult old, RunResult now) {
    Comparison comparison = RunComparison.between(old, now, ComparisonPolicy.DEFAULT);
    String text = MarkdownReport.of(comparison, "before", "after");
    assertTrue(text.contains("`after` against `before`."), text);
    return text.lines().skip(1).findFirst().orElseThrow();
  }
}
