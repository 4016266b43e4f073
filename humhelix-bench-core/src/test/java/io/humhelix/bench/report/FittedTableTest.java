package io.humhelix.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.report.ConsoleTable.Align;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That tables fit, and what gives way. */
class FittedTableTest {

  static final List<String> HOSTILE =
      List.of(
          "a",
          "whisper.cpp large-v3-turbo q5_1 beam_size=5 threads=4 / librivox test-clean",
          "whisper.cpp large-v3-turbo q5_1 beam_size=5 threads=8 / librivox test-clean",
          "音声認識".repeat(20) + "一",
          "音声認識".repeat(20) + "二",
          "e\u0301\u0302\u0303".repeat(60),
          "👨‍👩‍👧‍👦🇩🇪".repeat(20),
          "תמלול עברית ארוך מאוד עם שם שלא נגמר / דיבור",
          "x".repeat(500) + "1" + "x".repeat(500),
          "x".repeat(500) + "2" + "x".repeat(500),
          "one two",
          "onetwo",
          "tab\there\u001b[31mred\u202e");

  private static FittedTable table() {
    List<String> numbers = HOSTILE.stream().map(any -> "0.1234–12345.6").toList();
    return new FittedTable(Symbols.UNICODE)
        .column("name", "run config", Align.LEFT, FittedTable.KEY, HOSTILE)
        .column("first", "first", Align.RIGHT, 1, numbers)
        .column("second", "second", Align.RIGHT, 2, numbers)
        .column(
            "third",
            "third",
            Align.RIGHT,
            FittedTable.OPTIONAL,
            IntStream.range(0, HOSTILE.size()).mapToObj(i -> "v" + i).toList())
        .column("same", "said\nonce", Align.RIGHT, 11, HOSTILE.stream().map(any -> "7").toList())
        .column("none", "none", Align.RIGHT, 3, HOSTILE.stream().map(any -> "-").toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 41, 57, 80, 120, 200, 1000})
  void nothingIsWiderThanTheTerminal(int width) {
    FittedTable.Fitted fitted = table().fit(TableView.ofWidth(width));
    fitted.lines().forEach(line -> assertTrue(DisplayText.width(line) <= width, line));
    assertEquals(List.of("said once 7"), fitted.same());
    String text = String.join("\n", fitted.lines());
    assertFalse(text.contains("none") || text.contains("\u001b"), text);
    assertEquals(HOSTILE.size(), text.split("0\\.1234–12345\\.6 *(\n|$|.*v)", -1).length - 1, text);
  }

  @Test
  void whatMattersMostStays() {
    FittedTable narrow = table();
    assertEquals(List.of("second"), narrow.fit(TableView.ofWidth(40)).leftOut());
    assertEquals(List.of(), narrow.fit(TableView.ofWidth(120)).leftOut());
  }

  /** Names are put together again from the lines that they take. */
  @ParameterizedTest
  @ValueSource(ints = {40, 80, 120})
  void twoNamesNeverLookAlike(int width) {
    HashSet<String> looks = new HashSet<>();
    for (String name : HOSTILE) {
      List<String> lines = TextFold.lines(DisplayText.oneLine(name), width / 3);
      assertEquals(DisplayText.oneLine(name), String.join("", lines));
      lines.forEach(line -> assertTrue(DisplayText.width(line) <= width / 3, line));
      assertTrue(looks.add(String.join("\n", lines)), name);
    }
  }

  /** The two that differ in the middle keep it; one that stands alone may lose it. */
  @Test
  void aNameIsShortenedOnlyWhereItStaysUnlikeTheOthers() {
    List<String> alike = List.of(HOSTILE.get(8), HOSTILE.get(9));
    assertEquals(0, ellipses(alike));
    assertEquals(1, ellipses(List.of(HOSTILE.get(8), "b")));
    assertEquals(0, ellipses(List.of("a", "b")));
  }

  private static long ellipses(List<String> names) {
    return new FittedTable(Symbols.UNICODE)
            .column("name", "name", Align.LEFT, FittedTable.KEY, names)
            .fit(TableView.ofWidth(40))
            .lines()
            .stream()
            .filter(line -> line.contains("…"))
            .count();
  }

  @Test
  void whatIsReadAsOneCharacterStaysTogether() {
    List<String> lines = TextFold.lines("e\u0301".repeat(10), 3);
    assertTrue(lines.stream().noneMatch(line -> line.startsWith("\u0301")), lines.toString());
    assertEquals(4, lines.size());
    assertEquals(
        List.of("👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"), TextFold.lines("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 8));
  }

  @Test
  void wholeAndNamedColumnsAreNotFitted() {
    FittedTable.Fitted whole = table().fit(new TableView(40, true, List.of()));
    assertEquals(2 + 1 + HOSTILE.size(), whole.lines().size());
    assertTrue(whole.lines().get(0).contains("said"), whole.lines().get(0));
    List<String> named = table().fit(new TableView(80, false, List.of("none", "first"))).lines();
    assertTrue(named.get(0).matches("run config +none +first"), named.get(0));
    List<String> moved = table().fit(new TableView(80, false, List.of("third", "name"))).lines();
    assertTrue(moved.get(0).matches("third +run config"), moved.get(0));
  }

  @Test
  void aPathIsNotBroken() {
    String path = "/" + "long/".repeat(20) + "file";
    assertEquals(
        List.of("help: see", "  " + path), TextFold.wrapped("help: see " + path, "  ", 40));
    List<String> word = TextFold.wrapped("x".repeat(100), "", 40);
    assertEquals(
        List.of(40, 40, 20), word.stream().map(String::length).collect(Collectors.toList()));
  }
}
