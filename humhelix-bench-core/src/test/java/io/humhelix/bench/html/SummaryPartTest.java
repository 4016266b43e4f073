package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.html.Concern.Rank;
import io.humhelix.bench.picture.Entry;
import io.humhelix.bench.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The summary in words. */
class SummaryPartTest {

  @TempDir Path folder;
  private int runs;

  @BeforeEach
  void none() {
    runs = 0;
  }

  private MadeUpRun run() {
    runs++;
    return new MadeUpRun((long) runs << 32).forks(5);
  }

  private ReportSources sources() throws StoreException {
    return ReportSources.read(ReportRequest.of(List.of(folder)));
  }

  private List<Concern> concerns() throws StoreException {
    ReportSources sources = sources();
    return Concerns.of(sources, sources.tallies().finest(0));
  }

  private static boolean any(List<Concern> concerns, String kind) {
    return concerns.stream().anyMatch(one -> one.kind().contains(kind));
  }

  private static String text(List<Concern> concerns, String kind) {
    return concerns.stream()
        .filter(one -> one.kind().contains(kind))
        .map(one -> one.messages().get(0).text())
        .findFirst()
        .orElse("");
  }

  @Test
  void saysOfRealRunsWhatIsFastestAndWhatIsSuspicious() throws Exception {
    ReportFixtures.singleStream(folder);
    Path report = folder.resolve("report.html");
    HtmlReport.write(ReportRequest.of(List.of(folder)), report);
    try (ReportBrowser browser = ReportBrowser.open(report)) {
      String summary = browser.page().locator("#summary").innerText();
      assertTrue(summary.contains("faster-whisper (WER 3.80 %) is 2"), summary);
      assertTrue(summary.contains("Worth a look (Pareto front)"), summary);
      assertFalse(summary.contains("both the fastest"), "intervals overlap");
      assertEquals(
          "Summary", browser.page().locator("nav.parts [aria-current]").innerText(), "at load");
      browser.page().evaluate("document.getElementById('means').scrollIntoView()");
      browser.page().locator("nav.parts a[href='#means'][aria-current]").waitFor();
      List<String> concerns = browser.page().locator("#concerns > li").allInnerTexts();
      for (String kind :
          List.of("REFUSED", "FAILED", "INVALID", "[other-load]", "failure [out-of-memory")) {
        assertTrue(concerns.stream().anyMatch(one -> one.contains(kind)), kind + ": " + concerns);
      }
      assertTrue(
          concerns.stream().anyMatch(one -> one.contains("In whisper.cpp")), "which run configs");
      assertTrue(concerns.stream().anyMatch(one -> one.contains("Help: ")), "what to do");
    }
  }

  @Test
  void aStatusAndItsReasonAreOneConcern() throws Exception {
    ReportFixtures.singleStream(folder);
    List<Concern> concerns = concerns();
    assertTrue(any(concerns, "REFUSED, and in no picture: error [device-missing]"), "" + concerns);
    assertFalse(any(concerns, "not OK"), "each has its reason");
    assertEquals(
        "all of whisper.cpp",
        concerns.stream()
            .filter(one -> one.kind().contains("[other-load]"))
            .findFirst()
            .orElseThrow()
            .messages()
            .get(0)
            .where(),
        "as the console says it");
  }

  @Test
  void saysEveryComparisonTheNewestFirst() throws Exception {
    for (int i = 0; i < 5; i++) {
      run().audio("hash" + i + "0000000").system("a", 0.1).system("b", 0.2).store(folder);
    }
    JsonNode sentences = new SummaryPart().data(sources()).orElseThrow().get("sentences");
    assertEquals(5, sentences.size(), sentences.toString());
    assertFalse(sentences.toString().contains("more such"), sentences.toString());
  }

  @Test
  void findsNothingSuspiciousWhereNothingIs() throws Exception {
    run().system("a", 0.1).system("b", 0.2).store(folder);
    assertEquals(List.of(), concerns().stream().filter(one -> one.rank() != Rank.NOTE).toList());
    JsonNode data = new SummaryPart().data(sources()).orElseThrow();
    assertEquals(1, data.get("facts").get("runs").asInt());
    assertEquals(2, data.get("facts").get("systems").asInt());
    assertEquals(data.get("facts").get("trials"), data.get("facts").get("valid"));
    assertTrue(data.get("sentences").get(0).asText().contains("a is 2"), data.toString());
  }

  @Test
  void tellsFewForks() throws Exception {
    new MadeUpRun(1).forks(2).system("a", 0.1).store(folder);
    assertTrue(any(concerns(), "few forks"));
    run().started("2030-01-01T00:00:00Z").system("a", 0.1).store(folder);
    assertFalse(any(concerns(), "few forks"));
  }

  @Test
  void tellsSeveralVersionsOfAnEngine() throws Exception {
    run().engine("1.0").system("a", 0.1).store(folder);
    assertFalse(any(concerns(), "engine versions"));
    run().engine("2.0").system("a", 0.1).store(folder);
    assertTrue(text(concerns(), "engine versions").contains("1.0, 2.0"));
  }

  @Test
  void doubtsAFastSystemWithBadText() throws Exception {
    run().sampled("wer_percent", 3).system("good", 0.2).store(folder);
    assertFalse(any(concerns(), "bad text"));
    run().sampled("wer_percent", 60).system("fast", 0.1).store(folder);
    assertTrue(text(concerns(), "bad text").startsWith("fast measured fastest"));
  }

  @Test
  void tellsDamages() throws Exception {
    Path file = run().system("a", 0.1).store(folder);
    assertFalse(any(concerns(), "damaged"));
    String text = Files.readString(file, StandardCharsets.UTF_8);
    int at = text.indexOf("\"rtf\": ", text.length() / 2);
    Files.writeString(file, text.substring(0, at) + "\"rtf\": 7" + text.substring(at + 8));
    List<Concern> concerns = concerns();
    assertTrue(any(concerns, "damaged"));
    assertTrue(any(concerns, "not read as a run"), "its pictures are missing");
  }

  @Test
  void tellsWhatIsLeftOutOfLongRuns() throws Exception {
    run().trials(40).system("a", 0.1).store(folder);
    ReportSources whole = sources();
    assertFalse(any(Concerns.of(whole, whole.tallies().finest(0)), "long run"));
    NewestRunFiles part = NewestRunFiles.read(List.of(folder), 0, 10_000);
    ReportSources sources =
        new ReportSources(
            whole.request(),
            whole.tallies(),
            whole.summary(),
            whole.history(),
            part.runs(),
            Entry.of(part.runs()),
            part.shortened(),
            part.unreadable());
    assertTrue(
        text(Concerns.of(sources, whole.tallies().finest(0)), "long run").contains("about one of"));
    assertTrue(trials(part) < trials(whole), trials(part) + " of " + trials(whole));
    assertEquals(1, sources.withTexts(sources.entries().get(0)).validTrials().size());
    assertEquals(
        whole.entries().get(0).config().validTrials(),
        whole.withTexts(whole.entries().get(0)).validTrials());
  }

  private static int trials(NewestRunFiles part) {
    return part.runs().get(0).runConfigs().get(0).validTrials().size();
  }

  private static int trials(ReportSources sources) {
    return sources.runs().get(0).runConfigs().get(0).validTrials().size();
  }
}
