package io.humhelix.bench.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.html.HtmlReport;
import io.humhelix.bench.picture.Entry;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Colours and shapes of systems. */
class SystemMarksTest {

  private static Entry entry(String system, boolean remeasured) {
    return new Entry(
        system + remeasured, system, system, "w", "h", "r", "b", "s", "OK", 1, "word", remeasured);
  }

  private static List<Entry> entries(int systems) {
    return IntStream.range(0, systems).mapToObj(i -> entry("system " + i, false)).toList();
  }

  @Test
  void theyAreThoseOfTheReport() throws Exception {
    String script;
    try (InputStream in = HtmlReport.class.getResourceAsStream("base.js")) {
      script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertTrue(script.contains(quoted(SystemMarks.COLOURS)), "colours of the light theme");
    assertTrue(script.contains(quoted(SystemMarks.SHAPES)), "shapes");
  }

  private static String quoted(List<String> all) {
    return all.stream().map(one -> "'" + one + "'").collect(Collectors.joining(", ", "[", "]"));
  }

  @Test
  void colourAndShapeTogetherTellSixtyFourSystemsApart() {
    List<Entry> entries = entries(64);
    SystemMarks marks = new SystemMarks(entries);
    Set<String> different = new HashSet<>();
    for (Entry entry : entries) {
      different.add(
          marks.colour(entry)
              + " "
              + marks.shape(entry).getClass()
              + " "
              + marks.shape(entry).getBounds2D()
              + " "
              + marks.filled(entry)
              + " "
              + marks.shape(entry).contains(0, 5));
    }
    assertEquals(64, different.size());
  }

  @Test
  void aSystemOfTheBaselineHasTheColourOfItsSuccessorAndIsHollow() {
    List<Entry> entries = List.of(entry("a", false), entry("b", false), entry("b", true));
    SystemMarks marks = new SystemMarks(entries);
    assertEquals(marks.colour(entries.get(1)), marks.colour(entries.get(2)));
    assertNotEquals(marks.colour(entries.get(0)), marks.colour(entries.get(1)));
    assertTrue(marks.filled(entries.get(1)));
    assertEquals(false, marks.filled(entries.get(2)));
  }
}
