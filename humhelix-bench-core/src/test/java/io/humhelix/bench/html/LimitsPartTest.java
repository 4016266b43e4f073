package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import io.humhelix.bench.harness.SimulatedRun;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Expectations;
import io.humhelix.bench.model.Limit;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits of a definition in the page. */
class LimitsPartTest {

  private static final Limit STRICT = Limit.parse("<= 0.0001");

  @TempDir Path folder;

  private Path run(Expectations expectations) {
    return new SimulatedRun(
            BenchmarkDefinition.builder("limited")
                .workload(
                    new Workload(
                        "dictation", SpokenTexts.english(2), TranscriptionTask.transcribe("en")))
                .suts(List.of(ReportFixtures.sut("one", "b", "m", "float32", "cpu", 1)))
                .trials(TrialPolicy.DEFAULT.withCounts(0, 3).withForks(4).withSeed(5))
                .expectations(expectations)
                .build(),
            Instant.parse("2026-11-20T08:00:00Z"))
        .engine("one", ReportFixtures.engine("engine", "1", "CPU").takes(0.2, 0.02, 0.01))
        .store(folder.resolve(expectations.limits().size() + " limits"))
        .resultsFile()
        .orElseThrow();
  }

  private static Expectations limits() {
    return Expectations.NONE
        .withLimit("rtf", Limit.parse("<= 1000"))
        .withLimit("load_s", STRICT)
        .withLimit("no_such_metric", Limit.parse("<= 1"));
  }

  @Test
  void theWorstComesFirstWithWhatDecides() throws Exception {
    Path report = folder.resolve("report.html");
    HtmlReport.write(ReportRequest.of(List.of(run(limits()))), report);
    try (ReportBrowser browser = ReportBrowser.open(report)) {
      Locator part = browser.page().locator("#limits");
      assertTrue(
          part.innerText().contains("limited, run of 2026-11-20 08:00 UTC: 1 of 3 limits held."),
          part.innerText());
      assertEquals(
          List.of("✗ missed", "? unknown", "✓ held"), part.locator(".verdict").allTextContents());
      List<String> missed =
          part.locator("tbody tr").first().locator("td").allTextContents().subList(0, 3);
      assertEquals(List.of("one / dictation", "load_s", STRICT.toString()), missed);
      assertTrue(
          part.locator("tbody tr").nth(1).innerText().contains("the results have no no_such"),
          part.innerText());
    }
  }

  @Test
  void runsWithoutLimitsHaveNoSuchPartAndAPartOfTheTrialsIsNotJudged() throws Exception {
    LimitsPart part = new LimitsPart();
    ReportSources without = ReportSources.read(ReportRequest.of(List.of(run(Expectations.NONE))));
    assertEquals(Optional.empty(), part.data(without));
    ReportSources with = ReportSources.read(ReportRequest.of(List.of(run(limits()))));
    ReportSources shortened =
        new ReportSources(
            with.request(),
            with.tallies(),
            with.summary(),
            with.history(),
            with.runs(),
            with.entries(),
            Map.of(with.runs().get(0).runId(), 3),
            with.unreadable());
    assertEquals(3, part.data(shortened).orElseThrow().get(0).get("one_of").asInt());
    assertEquals(0, part.data(shortened).orElseThrow().get(0).get("verdicts").size());
    assertEquals(3, part.data(with).orElseThrow().get(0).get("verdicts").size());
  }
}
