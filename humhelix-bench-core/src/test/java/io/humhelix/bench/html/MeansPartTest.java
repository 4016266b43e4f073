package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.store.Dashboard;
import io.humhelix.bench.store.GoldenRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of averages in a browser, of hum-helix's results and ours. */
class MeansPartTest {

  private static final double SAME = 1e-9;
  private static final List<String> FOUR =
      List.of("total_transcription_time", "inference_time", "transcription_time", "rtf");

  @TempDir Path folder;

  /** As hum-helix's script wrote them: two models, two files, three trials each. */
  private static Map<String, List<Double>> legacy(Path folder) throws Exception {
    StringBuilder text = new StringBuilder();
    Map<String, List<double[]>> values = new TreeMap<>();
    for (int i = 0; i < 12; i++) {
      String model = i % 2 == 0 ? "tiny.en" : "base.en";
      double seconds = i % 4 < 2 ? 5 : 30;
      String file = seconds == 5 ? "5s.wav" : "30s.wav";
      double inference = 0.1 + i / 7.0;
      double transcription = 0.3 + i / 11.0;
      double total = inference + transcription;
      text.append(
          String.format(
              Locale.ROOT,
              "- audio_duration: %s%n  audio_file: %s%n  beam_size: 1%n  compute_type: float16%n"
                  + "  device: cuda%n  inference_time: %s%n  load_time: 1.5%n  model: %s%n"
                  + "  rtf: %s%n  total_time: %s%n  total_transcription_time: %s%n"
                  + "  transcription: ' And then'%n  transcription_time: %s%n"
                  + "  vad_filter: false%n  word_timestamps: false%n",
              seconds,
              file,
              inference,
              model,
              total / seconds,
              1.5 + total,
              total,
              transcription));
      values
          .computeIfAbsent(model + "|cuda|1|" + file, any -> new ArrayList<>())
          .add(new double[] {total, inference, transcription, total / seconds});
    }
    Files.writeString(folder.resolve("benchmark-20250101-120000.db.yaml"), text);
    Map<String, List<Double>> means = new TreeMap<>();
    values.forEach(
        (key, rows) -> {
          List<Double> mean = new ArrayList<>();
          for (int i = 0; i < FOUR.size(); i++) {
            int at = i;
            mean.add(rows.stream().mapToDouble(row -> row[at]).average().orElseThrow());
          }
          means.put(key, mean);
        });
    return means;
  }

  private Path report(Path... results) throws Exception {
    Path report = folder.resolve("report.html");
    HtmlReport.write(ReportRequest.of(List.of(results)), report);
    return report;
  }

  /** What is copied as CSV, without header; by the way of browsers that let no page copy. */
  private static List<List<String>> csv(Page page) {
    built(page);
    page.evaluate(
        "void (navigator.clipboard.writeText = () => Promise.reject(new Error('refused')))");
    page.locator("#means-csv").click();
    String text = page.locator("dialog.copy textarea").inputValue();
    assertTrue(
        (Boolean)
            page.evaluate(
                "(() => { const a = document.activeElement;"
                    + " return a.selectionEnd - a.selectionStart === a.value.length; })()"),
        "the text is selected");
    page.locator("dialog.copy button").click();
    return text.lines().map(line -> Arrays.asList(line.split(",", -1))).toList();
  }

  /** The four means by hum-helix's keys. */
  private static Map<String, List<Double>> means(List<List<String>> csv) {
    List<String> head = csv.get(0);
    Map<String, List<Double>> means = new TreeMap<>();
    for (List<String> row : csv.subList(1, csv.size())) {
      // Where no engine says how many beams it took, hum-helix's key is 1.
      String beams = row.get(head.indexOf("beam_size"));
      String key =
          String.join(
              "|",
              row.get(head.indexOf("model")),
              row.get(head.indexOf("device")),
              beams.equals("\"\"") ? "1" : beams,
              row.get(head.indexOf("audio_file")));
      means.put(
          key, FOUR.stream().map(name -> Double.valueOf(row.get(head.indexOf(name)))).toList());
    }
    return means;
  }

  private static void same(Map<String, List<Double>> wanted, Map<String, List<Double>> found) {
    assertEquals(wanted.keySet(), found.keySet());
    wanted.forEach(
        (key, values) -> {
          for (int i = 0; i < values.size(); i++) {
            assertEquals(values.get(i), found.get(key).get(i), SAME * values.get(i), key);
          }
        });
  }

  private static List<String> column(Page page, int number) {
    return page.locator("#means-table .tabulator-row .tabulator-cell:nth-child(" + number + ")")
        .allTextContents();
  }

  private static int rows(Page page) {
    built(page);
    return page.locator("#means-table .tabulator-row").count();
  }

  private static List<String> heads(Page page) {
    built(page);
    return page.locator("#means-table .tabulator-col:visible").allInnerTexts().stream()
        .map(String::strip)
        .toList();
  }

  /** Waits for the table that is sorted by its first column. */
  private static void sorted(Page page, String order) {
    page.locator("#means-table [role=columnheader]:first-child[aria-sort=" + order + "]").waitFor();
    page.locator(
            "#means-table .tabulator-row:first-child .tabulator-cell:first-child",
            label(order.equals("ascending") ? "base.en" : "tiny.en"))
        .waitFor();
  }

  /** Waits for a table that was just asked for. */
  private static void built(Page page) {
    page.locator("#means-table:not([aria-busy])").waitFor();
  }

  @Test
  void theFirstTabIsWhatTheNewestRunBeganWith() throws Exception {
    new MadeUpRun(1L << 32).system("a", 0.1).store(folder);
    String first =
        new MeansPart()
            .data(ReportSources.read(ReportRequest.of(List.of(folder))))
            .orElseThrow()
            .get("newest_audio")
            .asText();
    assertEquals("speech", first);
  }

  @Test
  void showsHumHelixMeansInItsTabsSortedFilteredGroupedAndCopied() throws Exception {
    Map<String, List<Double>> wanted = legacy(folder);
    try (ReportBrowser browser = ReportBrowser.open(report(folder))) {
      Page page = browser.page();
      assertEquals(
          List.of("all", "5s.wav", "30s.wav"), page.locator("#means [role=tab]").allTextContents());
      assertEquals(4, rows(page), "few rows of old files are shown at once");
      String heads = page.locator("#means-table .tabulator-headers").innerText();
      assertTrue(heads.contains("model"), heads);
      assertFalse(heads.contains("system"), "nothing in it: " + heads);
      page.locator("#means [role=tab]").nth(1).click();
      assertEquals(2, rows(page));
      assertFalse(heads(page).contains("audio_file"), "the same in all rows");
      assertTrue(heads(page).contains("total_transcription_time s"), heads(page).toString());
      assertTrue(
          page.locator("#means-notes").textContent().contains("audio_file 5s.wav"), "told below");
      page.locator("#means-by summary").click();
      page.locator("#means-by label", label("audio_file")).click();
      page.locator("#means-by label", label("audio_file")).click();
      page.locator("#means-by summary").click();
      assertTrue(heads(page).contains("audio_file"), "asked for");
      page.locator("#means [role=tab]").nth(0).click();
      assertEquals(4, rows(page));
      same(wanted, means(csv(page)));

      // By keyboard, and back.
      page.locator("#means-table [role=columnheader]").first().focus();
      page.keyboard().press("Enter");
      sorted(page, "ascending");
      assertEquals(List.of("base.en", "base.en", "tiny.en", "tiny.en"), column(page, 1));
      page.keyboard().press("Space");
      sorted(page, "descending");
      assertEquals(List.of("tiny.en", "tiny.en", "base.en", "base.en"), column(page, 1));

      page.getByLabel("Filter model").fill("TINY");
      page.waitForFunction("document.querySelectorAll('#means-table .tabulator-row').length === 2");
      assertEquals("3", page.locator("#means-table").getAttribute("aria-rowcount"));
      page.getByLabel("Filter rtf").fill("< 0.1");
      page.waitForFunction("document.querySelectorAll('#means-table .tabulator-row').length === 1");
      assertEquals("1 of 4 rows pass the filters", page.locator("#means-status").textContent());
      assertEquals(2, csv(page).size(), "what is shown is copied");
      page.getByLabel("Filter rtf").fill("quick");
      page.waitForFunction("document.querySelectorAll('#means-table .tabulator-row').length === 2");
      assertEquals("true", page.getByLabel("Filter rtf").getAttribute("aria-invalid"));
      page.locator("#means-clear").click();
      page.waitForFunction("document.querySelectorAll('#means-table .tabulator-row').length === 4");

      page.locator("#means-group").selectOption("audio_file");
      page.locator("#means-table .tabulator-group").nth(1).waitFor();
      assertEquals(
          List.of("audio_file 5s.wav (2 rows)", "audio_file 30s.wav (2 rows)"),
          page.locator("#means-table .tabulator-group").allTextContents());
      page.locator("#means-group").selectOption("nothing");

      page.evaluate(
          "void (navigator.clipboard.writeText = (text) => { window.copied = text;"
              + " return Promise.resolve(); })");
      page.locator("#means-columns summary").click();
      page.locator("#means-columns label", label("load_time")).click();
      page.locator("#means-columns summary").click();
      built(page);
      page.locator("#means-markdown").click();
      String markdown = (String) page.evaluate("window.copied");
      assertTrue(markdown.startsWith("| model | device | beam_size |"), markdown);
      assertTrue(markdown.lines().toList().get(1).startsWith("| --- | --- | --- |"), markdown);
      assertTrue(markdown.contains(" load_time |"), "a column that was shown");
      assertEquals("Copied 4 rows as Markdown.", page.locator("#means-status").textContent());
    }
  }

  private static Page.LocatorOptions label(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  @Test
  void putsTogetherWhatTheReaderChoosesAndMarksIt() throws Exception {
    new MadeUpRun(1L << 32).host("name", "one").system("a", 0.1).system("b", 0.2).store(folder);
    new MadeUpRun(2L << 32).host("name", "two").system("a", 0.3).system("b", 0.4).store(folder);
    try (ReportBrowser browser = ReportBrowser.open(report(folder), 390, 844)) {
      Page page = browser.page();
      assertEquals(390, page.evaluate("document.documentElement.scrollWidth"));
      assertEquals(4, rows(page), "system and host");
      assertEquals(
          List.of("system", "host", "rtf"),
          page.locator("#means-table .tabulator-col:visible").allInnerTexts().stream()
              .map(String::strip)
              .toList(),
          "what there is room for");
      page.locator("#means-by summary").click();
      page.locator("#means-by label", label("system")).first().click();
      assertEquals(2, rows(page), "hosts are never put together");
      assertTrue(
          page.locator("#means-by label", label("never put together"))
              .locator("input")
              .isDisabled());
      assertTrue(
          page.locator("#means-notes .warn").first().textContent().contains("means over several"),
          "what was put together is told");
      page.locator("#means-by label", label("system")).first().click();
      assertEquals(4, rows(page));
      assertFalse(page.locator("#means-notes").textContent().contains("means over several"));
    }
  }

  @Test
  void agreesWithPandasOnOldResultsAndNewOnes() throws Exception {
    legacy(folder);
    GoldenRuns.copy("matrix", folder);
    Map<String, List<Double>> theirs = Dashboard.means(folder);
    try (ReportBrowser browser = ReportBrowser.open(report(folder))) {
      Page page = browser.page();
      page.locator("#means [role=tab]").last().click();
      page.locator("#means-by summary").click();
      page.locator("#means-by label", label("system")).first().click();
      same(theirs, means(csv(page)));
    }
  }
}
