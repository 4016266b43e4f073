package io.humhelix.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.humhelix.bench.report.ConsoleTable.Align;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleTableTest {

  @Test
  void alignsByDisplayWidth() {
    String text =
        new ConsoleTable(Symbols.ASCII)
            .column("name", Align.LEFT)
            .column("load\ns", Align.RIGHT)
            .row(List.of("日本語", "1.5"))
            .row(List.of("e\u0301te\u0301", "10.25"))
            .row(List.of("fire \uD83D\uDD25", "3"))
            .toString();
    assertEquals(
        """
                  load
        name         s
        -------  -----
        日本語     1.5
        e\u0301te\u0301      10.25
        fire \uD83D\uDD25      3
        """,
        text);
  }

  @Test
  void aTableWithoutRowsIsItsHeader() {
    assertEquals("a\n─\n", new ConsoleTable(Symbols.UNICODE).column("a", Align.LEFT).toString());
  }

  @Test
  void controlCharactersOfACellAreHarmless() {
    String text =
        new ConsoleTable(Symbols.ASCII)
            .column("x", Align.LEFT)
            .row(List.of("a\tb\r\nc\u001b[31mred\u202Eback\u0007"))
            .toString();
    assertEquals("a b  c?[31mred?back?", text.split("\n")[2]);
    assertFalse(text.contains("\u001b"));
  }

  @Test
  void refusesARowOfAnotherWidth() {
    ConsoleTable table = new ConsoleTable(Symbols.ASCII).column("x", Align.LEFT);
    assertThrows(IllegalArgumentException.class, () -> table.row(List.of("a", "b")));
  }

  @ParameterizedTest
  @CsvSource({"abcdef, 6, abcdef", "abcdefg, 6, abc...", "日本語, 6, 日本語", "日本語話, 7, 日本..."})
  void cutsWhatIsTooWide(String text, int columns, String expected) {
    assertEquals(expected, DisplayText.fit(text, columns, "..."));
  }

  @Test
  void choosesSignsThatTheStreamCanCarry() {
    assertEquals(Symbols.UNICODE, Symbols.of(StandardCharsets.UTF_8));
    assertEquals(Symbols.ASCII, Symbols.of(StandardCharsets.US_ASCII));
    assertEquals(Symbols.ASCII, Symbols.of(StandardCharsets.ISO_8859_1));
  }
}
