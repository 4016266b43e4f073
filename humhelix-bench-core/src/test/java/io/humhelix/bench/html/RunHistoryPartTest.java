package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.history.History;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories are read in the pass of the averages. */
class RunHistoryPartTest {

  private static final Instant FIRST = Instant.parse("2026-10-01T02:00:00Z");

  @TempDir Path folder;

  private void nights(int count, int slowFrom) throws Exception {
    for (int i = 0; i < count; i++) {
      new MadeUpRun((long) (i + 1) << 32)
          .started(FIRST.plus(i, ChronoUnit.DAYS).toString())
          .clips(2)
          .words(10)
          .forks(3)
          .system("a", i < slowFrom ? 0.1 : 0.12)
          .store(folder);
    }
  }

  private ReportSources sources() throws Exception {
    return ReportSources.read(ReportRequest.of(List.of(folder)));
  }

  private static String first(ReportSources sources) {
    return new SummaryPart().data(sources).orElseThrow().get("sentences").get(0).asText();
  }

  @Test
  void isTheHistoryThatIsReadForItself() throws Exception {
    nights(3, 3);
    History.Request request = new History.Request(List.of(folder), List.of(), List.of(), 0);
    assertEquals(History.read(request), sources().history().orElseThrow());
    assertTrue(new RunHistoryPart().data(sources()).isPresent());
  }

  @Test
  void ofOneRunThereIsNone() throws Exception {
    nights(1, 1);
    assertTrue(sources().history().isEmpty());
    assertTrue(new RunHistoryPart().data(sources()).isEmpty());
  }

  @Test
  void theSummaryBeginsWithWhatGotWorseOfLate() throws Exception {
    nights(24, 14);
    String first = first(sources());
    assertTrue(first.contains("(worse) since 2026-10-15"), first);
  }

  @Test
  void theSummaryBeginsWithSpeedWhereNothingGotWorse() throws Exception {
    nights(14, 14);
    String first = first(sources());
    assertFalse(first.contains("series"), first);
  }

  private String newestAlone() throws Exception {
    Path report = folder.resolve("report.html");
    HtmlReport.write(ReportRequest.of(List.of(folder)), report);
    try (ReportBrowser browser = ReportBrowser.open(report)) {
      browser.page().locator("#speed-accuracy").scrollIntoViewIfNeeded();
      browser.page().locator("#speed-accuracy:not(.waiting)").waitFor();
      return String.join(
          "|", browser.page().locator("#speed-accuracy .newest-alone").allInnerTexts());
    }
  }

  @Test
  void picturesSayThatTheyAreOfTheNewestRunWhereAveragesAreOfMore() throws Exception {
    nights(3, 3);
    assertEquals("Newest run only, 2026-10-03 (averages above: 3 runs).", newestAlone());
  }

  @Test
  void picturesOfAllRunsSayNothingOfIt() throws Exception {
    nights(1, 1);
    assertEquals("", newestAlone());
  }
}
