package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import io.humhelix.bench.history.MadeUpNights;
import io.humhelix.bench.store.GoldenRuns;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Load, history and the course of a run, in a browser. */
class RunsPicturesTest {

  /** Runs a function with the chart of a picture. */
  private static final String CHART =
      "(([id, body]) => { const chart = echarts.getInstanceByDom(document.getElementById(id));"
          + " return new Function('chart', body)(chart); })";

  @TempDir static Path folder;
  private static Path report;
  private static Path single;

  @BeforeAll
  static void write() throws Exception {
    Path load = folder.resolve("load");
    ReportFixtures.load(load);
    Path nights = Files.createDirectory(folder.resolve("nights"));
    MadeUpNights.store(
        nights,
        24,
        (i, run) ->
            run.engine(i < 14 ? "1.7.1" : "1.7.2").system("a", 1).system("b", i < 14 ? 1 : 1.1));
    report = folder.resolve("report.html");
    HtmlReport.write(ReportRequest.of(List.of(load, nights)), report);
    single = folder.resolve("single.html");
    Path one = folder.resolve("one");
    ReportFixtures.singleStream(one);
    Path golden = Files.createDirectory(folder.resolve("golden"));
    GoldenRuns.copy("server", golden);
    HtmlReport.write(ReportRequest.of(List.of(one, golden)), single);
  }

  private static Object chart(Page page, String id, String body) {
    ReportBrowser.drawn(page);
    return page.evaluate(CHART, List.of(id, body));
  }

  private static String caption(Page page, String part) {
    return page.locator("#" + part + " figcaption").first().textContent();
  }

  private static int rows(Page page, String part) {
    return page.locator("#" + part + " figure.picture .numbers tbody tr").count();
  }

  /** Points of the first panel and crosses. */
  private static final String LOAD_MARKS =
      "const series = chart.getOption().series;"
          + " return series.filter((one) => one.xAxisIndex === 0 && one.data.length > 0)"
          + ".reduce((sum, one) => sum + one.data.length, 0);";

  @Test
  void loadIsACurveASystem() {
    try (ReportBrowser browser = ReportBrowser.open(report)) {
      Page page = browser.page();
      assertEquals(
          List.of("speaches", "vllm"),
          chart(
              page,
              "load-picture",
              "return [...new Set(chart.getOption().series.filter((one) => one.type === 'line' &&"
                  + " one.data.length > 0 && one.name).map((one) => one.name))]"
                  + ".filter((name) => ['vllm', 'speaches'].includes(name)).sort();"));
      assertEquals(
          6,
          chart(
              page,
              "load-picture",
              "return chart.getOption().series.find((one) => one.name === 'vllm').data.length;"));
      assertEquals(
          1,
          chart(
              page,
              "load-picture",
              "return chart.getOption().series.filter((one) => one.markLine &&"
                  + " one.markLine.data[0].yAxis === 1).length;"),
          "the limit");
      assertEquals(rows(page, "load"), chart(page, "load-picture", LOAD_MARKS));
      assertTrue(
          caption(page, "load").startsWith("vllm holds p95 within 1 s up to "),
          caption(page, "load"));
      assertTrue(caption(page, "load").contains("speaches up to "), caption(page, "load"));

      // Another percentile, another scenario.
      page.selectOption("#load select", new SelectOption().setLabel("p50"));
      assertTrue(caption(page, "load").contains("p50 of the latency"), caption(page, "load"));
      page.locator("#load [role=tab]").nth(1).click();
      assertTrue(caption(page, "load").contains("speakers"), caption(page, "load"));
      assertEquals(rows(page, "load"), chart(page, "load-picture", LOAD_MARKS));
      assertEquals(8, rows(page, "load"));
      assertTrue(caption(page, "load").contains("p50 of the latency"), caption(page, "load"));
    }
  }

  @Test
  void oneLoadAloneSaysSoAndAShortHistoryIsNone() {
    try (ReportBrowser browser = ReportBrowser.open(single)) {
      Page page = browser.page();
      assertTrue(caption(page, "load").contains("one load alone"), caption(page, "load"));
      assertTrue(
          (Integer)
                  chart(
                      page,
                      "load-picture",
                      "return chart.getOption().series.reduce((sum, one) =>"
                          + " sum + one.data.length, 0);")
              >= rows(page, "load"));
      assertEquals(0, page.locator("#history").count(), "two runs of two things are no history");
    }
  }

  @Test
  void historyShowsTheWorstFirstWithItsCause() {
    try (ReportBrowser browser = ReportBrowser.open(report)) {
      Page page = browser.page();
      assertEquals(
          "Worse of late", page.locator("#history optgroup").first().getAttribute("label"));
      String chosen =
          (String)
              page.evaluate(
                  "document.querySelector('#history select').selectedOptions[0].textContent");
      assertTrue(chosen.startsWith("rtf of b / "), chosen);
      String caption = caption(page, "history");
      assertTrue(caption.startsWith("+"), caption);
      assertTrue(caption.contains("worse, since 2026-10-15; changed there: engine 1.7.1"), caption);
      assertEquals(24, rows(page, "history"));
      assertEquals(
          24,
          chart(
              page,
              "history-picture",
              "return chart.getOption().series.find((one) => one.name === 'runs').data.length;"));
      assertEquals(
          "time", chart(page, "history-picture", "return chart.getOption().xAxis[0].type;"));
      assertEquals(
          1,
          chart(
              page,
              "history-picture",
              "return chart.getOption().series.find((one) => one.name === 'changes').data"
                  + ".length;"));

      // A series of four runs has points, and claims nothing.
      Object four =
          page.evaluate(
              "[...document.querySelectorAll('#history option')].find((one) =>"
                  + " one.textContent.startsWith('latency_p50_s of vllm') &&"
                  + " one.textContent.includes('live streams')).value");
      page.selectOption("#history select", (String) four);
      caption = caption(page, "history");
      assertTrue(caption.startsWith("4 runs: too few"), caption);
      assertTrue(caption.contains("from 18 runs on"), caption);
      assertTrue(caption.contains("12 are needed"), caption);
      assertEquals(
          List.of(0, 0),
          chart(
              page,
              "history-picture",
              "const runs = chart.getOption().series.find((one) => one.name === 'runs');"
                  + " return [runs.lineStyle.width, chart.getOption().series.find((one) =>"
                  + " one.name === 'levels').data.length];"));
    }
  }

  @Test
  void theCourseShowsTheSlowForkAndWhatDoesNotCount() {
    try (ReportBrowser browser = ReportBrowser.open(single)) {
      Page page = browser.page();
      page.locator("#sequence [role=tab]")
          .filter(new Locator.FilterOptions().setHasText("engines"))
          .click();
      String caption = caption(page, "sequence");
      assertTrue(caption.startsWith("Fork 2 of whisper.cpp / "), caption);
      assertTrue(caption.contains("other-load (2)"), caption);
      assertTrue(caption.contains("15 trials do not count"), caption);
      String marks =
          "return ['trials', 'beside'].map((name) => chart.getOption().series.find((one) =>"
              + " one.name === name).data.length).concat(chart.getOption().series.filter((one) =>"
              + " one.name === 'does not count').map((one) => one.data.length))"
              + ".reduce((sum, one) => sum + one);";
      assertEquals(rows(page, "sequence"), chart(page, "sequence-picture", marks));
      assertEquals(
          List.of("does not count", "wer-gate-missed", "other-load"),
          chart(page, "sequence-picture", "return chart.getOption().yAxis[1].data.slice(0, 3);"));
      page.locator("#sequence-flags summary").click();
      assertTrue(
          page.locator("#sequence-flags").textContent().contains("other processes used 31.0 %"));

      page.selectOption("#sequence select", "1");
      caption = caption(page, "sequence");
      assertTrue(caption.startsWith("Fork 2 of whisper.cpp / dictation"), caption);
      assertEquals(24, rows(page, "sequence"));
      assertEquals(rows(page, "sequence"), chart(page, "sequence-picture", marks));
      assertFalse(caption.contains("trials do not count"), caption);
    }
  }

  @Test
  void aRunThatCannotBeReadIsNamed() throws Exception {
    Path damaged = Files.createDirectory(folder.resolve("damaged"));
    Path file = GoldenRuns.copy("server", damaged);
    GoldenRuns.copy("offline", damaged);
    assertEquals(List.of(), unreadable(damaged));
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    int middle = text.indexOf('\n', text.length() / 2) + 20;
    Files.writeString(
        file,
        text.substring(0, middle) + "#" + text.substring(middle + 1),
        StandardCharsets.ISO_8859_1);

    assertEquals(1, unreadable(damaged).size());
    assertTrue(unreadable(damaged).get(0).contains("is damaged"), unreadable(damaged)::toString);
  }

  private static List<String> unreadable(Path results) throws Exception {
    return LoadRuns.of(ReportSources.read(ReportRequest.of(List.of(results)))).unreadable();
  }
}
