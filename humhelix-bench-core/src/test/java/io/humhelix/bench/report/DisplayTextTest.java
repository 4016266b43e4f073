package io.humhelix.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class DisplayTextTest {

  private static final String WORD = "x".repeat(39);

  @Test
  void aLineThatFitsIsOneLine() {
    assertEquals(List.of(""), DisplayText.wrap("", "  "));
    String whole = "  " + WORD + " " + WORD.substring(1);
    assertEquals(DisplayText.COLUMNS, whole.length());
    assertEquals(List.of(whole), DisplayText.wrap(whole, "  "));
  }

  @Test
  void breaksAtTheLastBlankThatFits() {
    assertEquals(
        List.of("a " + WORD, "  " + WORD + " b"),
        DisplayText.wrap("a " + WORD + "  " + WORD + " b", "  "));
    assertEquals(
        List.of(WORD + " " + WORD, "    " + WORD, "    " + WORD),
        DisplayText.wrap(String.join(" ", List.of(WORD, WORD, WORD, WORD)), "    "));
  }

  @Test
  void aPercentSignStaysWithItsNumber() {
    String line = "x".repeat(67) + " by 123.4567 % or so";
    assertEquals(
        List.of("x".repeat(67) + " by", "  123.4567 % or so"), DisplayText.wrap(line, "  "));
  }

  @Test
  void whatHasNoBlankStaysWhole() {
    String path = "/srv/" + "x".repeat(100);
    assertEquals(List.of(path), DisplayText.wrap(path, "  "));
    assertEquals(List.of("    " + path), DisplayText.wrap("    " + path, "    "));
    assertEquals(
        List.of("in", "  " + path, "  now"), DisplayText.wrap("in " + path + " now", "  "));
  }

  @Test
  void widthsAreThoseOfATerminal() {
    String wide = "\u65e5".repeat(30);
    assertEquals(List.of(wide, "  " + wide), DisplayText.wrap(wide + " " + wide, "  "));
  }
}
