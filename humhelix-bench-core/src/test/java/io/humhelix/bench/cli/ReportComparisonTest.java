package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.MadeUpRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code report} compares with, and its audio. */
class ReportComparisonTest {

  @TempDir Path folder;
  private Path results;
  private Path page;

  @BeforeEach
  void measure() throws Exception {
    results =
        new MadeUpRun(1)
            .forks(3)
            .trials(2)
            .system("a", 1)
            .system("b", 2)
            .store(folder.resolve("r"));
    page = folder.resolve("report.html");
  }

  private String says(int code, Object... args) {
    Program program = new Program();
    assertEquals(code, program.run(args), program.out() + program.err());
    return program.out() + program.err();
  }

  @Test
  void writesAPageWithVerdicts() throws Exception {
    Path old =
        new MadeUpRun(2)
            .forks(3)
            .trials(2)
            .system("a", 1)
            .system("b", 2)
            .store(folder.resolve("old"));
    says(0, "baseline", "set", "main", old, "--baselines", folder.resolve("named"));
    String told =
        says(
            0,
            "report",
            results,
            "-o",
            page,
            "--baseline",
            "main",
            "--baselines",
            folder.resolve("named"));
    String summary = says(5, "compare", old, results).lines().findFirst().orElseThrow();
    assertEquals(summary, told.lines().skip(1).findFirst().orElseThrow(), told);
    assertTrue(Files.size(page) > 1_000_000);
    says(0, "report", results, "-o", page, "--against", "a", "--tolerance", "10");
    says(0, "report", results, "-o", page, "--audio", "link");
  }

  @Test
  void refusesWhatCannotBe() {
    String text = says(2, "report", results, "-o", page, "--audio", "loud");
    assertTrue(text.contains("--audio: found 'loud'; allowed: none, link, embed;"), text);
    text = says(2, "report", results, "-o", page, "--baseline", "nothing");
    assertTrue(text.contains("--baseline: 'nothing' is no results file, no folder"), text);
    text = says(2, "report", results, "-o", page, "--baseline", results);
    assertTrue(text.contains("is the baseline itself"), text);
    text = says(2, "report", results, "-o", page, "--against", "c");
    assertTrue(text.contains("against: no system is named 'c'"), text);
    text = says(2, "report", results, "-o", page, "--tolerance", "101");
    assertTrue(text.contains("--tolerance: found 101.0; allowed: 0 to 100"), text);
    text = says(2, "report", results, "--serve", "0", "--audio", "link");
    assertTrue(text.contains("--audio: found link with --serve"), text);
    assertTrue(Files.notExists(page));
  }
}
