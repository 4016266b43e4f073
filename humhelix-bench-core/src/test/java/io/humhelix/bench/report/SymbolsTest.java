package io.humhelix.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.report.ConsoleTable.Align;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymbolsTest {

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9]+m");

  private static String plain(String coloured) {
    return COLOUR.matcher(coloured).replaceAll("");
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSED, 31",
    "FAILED, 31",
    "TIMEOUT, 31",
    "REGRESSION, 31",
    "INVALID, 33",
    "CANCELLED, 33",
    "INCONCLUSIVE, 33",
    "NOT_SHOWN, 33",
    "IMPROVEMENT, 32"
  })
  void wordsHaveTheirColour(String word, String code) {
    assertEquals("\u001b[" + code + "m" + word + "\u001b[0m", Symbols.ASCII.inColour().paint(word));
    assertEquals(word, Symbols.ASCII.paint(word));
  }

  @Test
  void otherWordsHaveNone() {
    for (String word : List.of("OK", "EQUIVALENT", "refused", "a REFUSED system", "")) {
      assertEquals(word, Symbols.UNICODE.inColour().paint(word));
    }
  }

  @Test
  void coloursHaveNoWidth() {
    Symbols colours = Symbols.ASCII.inColour();
    assertEquals(7, DisplayText.width(colours.paint("REFUSED")));
    String table =
        new ConsoleTable(colours)
            .column("status", Align.LEFT)
            .column("x", Align.RIGHT)
            .row(List.of("REFUSED", "1"))
            .row(List.of("OK", "22"))
            .toString();
    assertTrue(COLOUR.matcher(table).find());
    assertEquals("status    x\n-------  --\nREFUSED   1\nOK       22\n", plain(table));
  }

  /** Everything that a colour says stands in words too, and at the same place. */
  @Test
  void aReportInColourIsTheSameText() {
    RunResult run = SampleRuns.ofEveryStatus();
    String coloured = new RunReport(run, Symbols.UNICODE.inColour()).toString();
    assertEquals(new RunReport(run, Symbols.UNICODE).toString(), plain(coloured));
    assertTrue(coloured.contains("no model / speech: \u001b[31mREFUSED\u001b[0m\n"), coloured);
    assertTrue(coloured.contains("\n\u001b[33mwarning [busy-host]\u001b[0m the load"), coloured);
    assertTrue(coloured.contains("\n\u001b[1mWhy not OK\u001b[0m\n"), coloured);
    assertFalse(COLOUR.matcher(new RunReport(run, Symbols.UNICODE).toString()).find());
  }

  /** A name or a message with escape sequences of its own moves and colours nothing. */
  @Test
  void hostileEscapeSequencesStayHarmless() {
    String hostile = "x\u001b[2J\u001b]0;title\u0007\u009b31m\u001b[0m";
    RunResult run =
        SampleRuns.run(
            false,
            List.of(Issue.warning("hostile", hostile, hostile)),
            SampleRuns.result(
                SampleRuns.config(hostile, SampleRuns.SPEECH),
                TrialStatus.REFUSED,
                List.of(),
                List.of(Issue.error("hostile", hostile, hostile)),
                null));
    for (Symbols symbols : List.of(Symbols.UNICODE, Symbols.UNICODE.inColour())) {
      String text = plain(new RunReport(run, symbols).toString());
      assertTrue(text.codePoints().noneMatch(c -> Character.isISOControl(c) && c != '\n'), text);
      assertTrue(text.contains("x?[2J?]0;title??31m?[0m"), text);
    }
  }
}
