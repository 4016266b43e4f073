package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.store.GoldenRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The picture of accuracy against speed in a browser. */
class SpeedAccuracyPartTest {

  @TempDir Path folder;

  @Test
  void drawsAPointForEachSystem() throws Exception {
    Path run = GoldenRuns.copy("single-stream", Files.createDirectory(folder.resolve("run")));
    Path report = folder.resolve("report.html");
    HtmlReport.write(ReportRequest.of(List.of(run)), report);
    try (ReportBrowser browser = ReportBrowser.open(report)) {
      assertEquals(1, browser.page().locator("#speed-accuracy-picture canvas").count());
      assertEquals(
          1,
          browser.page().locator("#speed-accuracy .numbers tbody tr").count(),
          "systems in the table");
    }
  }
}
