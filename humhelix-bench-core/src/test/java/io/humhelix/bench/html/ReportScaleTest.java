package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.compare.MadeUpRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reports of many trials are small: {@code reporting.py} of the benchmarks measures their times.
 */
class ReportScaleTest {

  private static final int MIB = 1 << 20;
  private static final boolean FULL = Boolean.getBoolean("humhelix.test.full");
  private static final int TRIALS = FULL ? 100_000 : 600;
  private static final int FILES = FULL ? 50 : 3;
  private static final int FORKS = 5;

  @TempDir Path folder;

  @Test
  void ofManyFilesCountsEveryTrialInAFewMegabytes() throws Exception {
    for (int file = 0; file < FILES; file++) {
      run(file, TRIALS / FILES);
    }
    assertIsSmall();
  }

  @Test
  void ofOneFileCountsEveryTrialInAFewMegabytes() throws Exception {
    run(0, TRIALS);
    assertIsSmall();
  }

  private void run(int seed, int trials) throws Exception {
    new MadeUpRun((long) seed << 32)
        .clips(2)
        .words(10)
        .forks(FORKS)
        .trials(trials / FORKS / 2)
        .system("a", 0.1)
        .system("b", 0.2)
        .store(folder);
  }

  private void assertIsSmall() throws Exception {
    ReportRequest request = ReportRequest.of(List.of(folder));
    JsonNode facts = new SummaryPart().data(ReportSources.read(request)).orElseThrow().get("facts");
    assertEquals(TRIALS, facts.get("valid").asInt());
    Path report = folder.resolve("report.html");
    HtmlReport.write(request, report);
    assertTrue(Files.size(report) < 5 * MIB, Files.size(report) + " bytes");
  }
}
