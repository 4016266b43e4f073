package io.humhelix.bench.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.picture.Entry;
import io.humhelix.bench.picture.PictureRuns;
import io.humhelix.bench.result.RunResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The texts below pictures. */
class PictureNotesTest {

  private static RunResult run(String name) {
    return PictureRuns.run(
        new PictureRuns.Engine(name, PictureRuns.workload("speech", 5), 5)
            .errors(1, 9)
            .trial(1, 1));
  }

  private static List<String> wrapped(String name, String text) {
    return new PictureNotes(
            Entry.of(List.of(run(name))).stream().map(Entry.Measured::entry).toList())
        .wrapped(text);
  }

  @Test
  void theLastLineSaysWhereTheNumbersCameFrom() {
    RunResult run = run("one");
    assertEquals(
        "made-up \u00b7 bench-1 \u00b7 1970-01-01 \u00b7 run "
            + run.runId().substring(0, 8)
            + " \u00b7 humhelix-bench 0.1.0",
        PictureNotes.source(List.of(run, run)));
    for (Drawing drawing : PngFiles.drawings(Entry.of(List.of(run)))) {
      String lowest = ((org.jfree.chart.title.TextTitle) drawing.chart().getSubtitle(0)).getText();
      assertTrue(lowest.startsWith("made-up \u00b7 bench-1"), lowest);
    }
  }

  @Test
  void linesBreakInNoName() {
    String name = "faster-whisper, large v3 turbo";
    for (int i = 1; i < 60; i++) {
      String text = "word ".repeat(i) + name + " is the fastest of all.";
      List<String> lines = wrapped(name, text);
      assertTrue(
          lines.stream().anyMatch(line -> line.replace('\u00a0', ' ').contains(name)),
          lines.toString());
      assertEquals(text, String.join(" ", lines).replace('\u00a0', ' '));
    }
    assertEquals(List.of("short"), wrapped(name, "short"));
  }
}
