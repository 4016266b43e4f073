package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import io.humhelix.bench.harness.SimulatedRun;
import io.humhelix.bench.history.MadeUpNights;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.store.GoldenRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every picture of a report, whichever part it is of. */
class PicturesTest {

  private static final int SYSTEMS = 40;
  private static final int WORKLOADS = 30;

  /** Every picture with its chart; those without one are listed without. */
  private static final String PICTURES =
      "[...document.querySelectorAll('figure.picture')].map((figure) => {"
          + " const canvas = figure.querySelector('.canvas');"
          + " return {figure, canvas, chart: echarts.getInstanceByDom(canvas)}; })";

  @TempDir static Path folder;
  private static Path report;

  @BeforeAll
  static void write() throws Exception {
    Path single = folder.resolve("single");
    ReportFixtures.singleStream(single);
    Path load = folder.resolve("load");
    ReportFixtures.load(load);
    Path nights = Files.createDirectory(folder.resolve("nights"));
    MadeUpNights.store(nights, 20, (i, run) -> run.system("a", 1).system("b", i < 9 ? 1 : 1.2));
    report = folder.resolve("report.html");
    HtmlReport.write(ReportRequest.of(List.of(single, load, nights)), report);
  }

  /** What a script finds wrong, picture by picture; it has figure, canvas and chart. */
  private static List<?> wrong(Page page, String condition) {
    ReportBrowser.drawn(page);
    return (List<?>)
        page.evaluate(
            "() => "
                + PICTURES
                + ".flatMap(({figure, canvas, chart}) => { const found = (() => { "
                + condition
                + " })(); return found ? [canvas.id + ': ' + found] : []; })");
  }

  private static int count(Page page) {
    return page.locator("figure.picture").count();
  }

  @Test
  void everyPictureSaysWhatItIs() {
    try (ReportBrowser browser = ReportBrowser.open(report)) {
      Page page = browser.page();
      assertTrue(count(page) >= 7, "pictures: " + count(page));
      assertEquals(
          List.of(),
          wrong(
              page,
              "if (canvas.getAttribute('role') !== 'img') return 'no role';"
                  + "if (!(canvas.getAttribute('aria-label') || '').includes('. ')) return 'label';"
                  + "if (figure.querySelector('figcaption').textContent.length <= 30) return 'cap';"
                  + "if (figure.querySelectorAll('.numbers tbody tr').length === 0) return 'rows';"
                  + "if (figure.querySelectorAll('.numbers thead th').length < 2) return 'head';"
                  + "return chart ? '' : 'not drawn';"));
      assertEquals(
          page.evaluate("document.querySelectorAll('.canvas').length"),
          page.evaluate("new Set([...document.querySelectorAll('.canvas')].map((c) => c.id)).size"),
          "each picture has an id of its own");
    }
  }

  @Test
  void everyPictureFollowsThemePaperAndWidth() {
    String ink =
        "if (!chart) return 'not drawn';"
            + " const ink = chart.getOption().textStyle.color;"
            + " return ink === HB.%s.ink ? '' : ink;";
    try (ReportBrowser browser = ReportBrowser.open(report)) {
      Page page = browser.page();
      int pictures = count(page);
      assertEquals(List.of(), wrong(page, ink.formatted("LIGHT")));
      page.locator("#theme").click();
      assertEquals(List.of(), wrong(page, ink.formatted("DARK")));

      // A dark screen prints in light colours, at the width of paper.
      page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
      assertTrue(count(page) >= pictures, "what is behind tabs is printed too");
      assertEquals(List.of(), wrong(page, ink.formatted("LIGHT")));
      assertEquals(
          List.of(), wrong(page, "return chart.getWidth() === 690 ? '' : chart.getWidth();"));
      page.evaluate("window.dispatchEvent(new Event('afterprint'))");
      assertEquals(pictures, count(page));
      assertEquals(List.of(), wrong(page, ink.formatted("DARK")));

      page.setViewportSize(390, 844);
      // Observers of sizes are told with the next frame.
      browser.until(
          PICTURES
              + ".every(({canvas, chart}) => chart && chart.getWidth() === canvas.clientWidth"
              + " && canvas.clientWidth < 380)");
      assertEquals(390, page.evaluate("document.documentElement.scrollWidth"));
      assertEquals(
          List.of(),
          wrong(
              page,
              "return canvas.querySelector('canvas').getBoundingClientRect().width"
                  + " <= figure.clientWidth ? '' : 'wider than its figure';"));
    }
  }

  @Test
  void pointingAtMarksShowsTheirNumbers() {
    try (ReportBrowser browser = ReportBrowser.open(report)) {
      Page page = browser.page();
      // A tooltip is asked for where the first mark of each series is drawn: by its own layout.
      List<?> places =
          (List<?>)
              page.evaluate(
                  "() => "
                      + PICTURES
                      + ".flatMap(({canvas, chart}) => chart.getModel().getSeries().flatMap((one)"
                      + " => { if (one.get('silent')) return []; const data = one.getData();"
                      + " for (let i = 0; i < data.count(); i++) { const shape ="
                      + " data.getItemGraphicEl(i); if (!shape) continue; const box ="
                      + " shape.getBoundingRect().clone(); const to ="
                      + " shape.getComputedTransform(); if (to) box.applyTransform(to);"
                      + " return [[canvas.id, box.x + box.width / 2, box.y + box.height / 2]]; }"
                      + " return []; }))");
      assertTrue(places.size() >= 10, "places: " + places);
      int shown = 0;
      for (Object place : places) {
        List<?> at = (List<?>) place;
        page.locator("#" + at.get(0)).scrollIntoViewIfNeeded();
        var box = page.locator("#" + at.get(0)).boundingBox();
        page.mouse()
            .move(
                box.x + ((Number) at.get(1)).doubleValue(),
                box.y + ((Number) at.get(2)).doubleValue());
        page.mouse()
            .move(
                box.x + ((Number) at.get(1)).doubleValue() + 1,
                box.y + ((Number) at.get(2)).doubleValue());
        shown +=
            (Boolean)
                    page.evaluate(
                        "async (id) => { for (let frame = 0; frame < 2; frame++) await new"
                            + " Promise(requestAnimationFrame); const chart = echarts.getInstanceByDom("
                            + "document.getElementById(id)); return chart.getZr().storage"
                            + ".getDisplayList(true).some((one) => one.z >= 60 || (one.parent &&"
                            + " one.parent.z >= 60)); }",
                        at.get(0))
                ? 1
                : 0;
      }
      assertTrue(shown >= places.size() / 2, shown + " tooltips at " + places.size() + " places");
      // No policy was broken on the way: closing looks.
    }
  }

  @Test
  @Tag("slow")
  void fortySystemsAndThirtyWorkloadsStayReadable() throws Exception {
    Path many = folder.resolve("many.html");
    HtmlReport.write(ReportRequest.of(List.of(many())), many);
    for (int width : List.of(1440, 390)) {
      try (ReportBrowser browser = ReportBrowser.open(many, width, 900)) {
        Page page = browser.page();
        assertEquals(List.of(), wrong(page, overlaps()), "labels, " + width);
        assertEquals(width, page.evaluate("document.documentElement.scrollWidth"));
        Number tabs =
            (Number)
                page.evaluate(
                    "Math.max(0, ...[...document.querySelectorAll('[role=tablist]')].map((one) =>"
                        + " one.children.length))");
        assertTrue(tabs.intValue() <= 12, "tabs: " + tabs);
      }
    }
    try (ReportBrowser browser = ReportBrowser.open(report, 390, 844)) {
      assertEquals(List.of(), wrong(browser.page(), overlaps()), "the other report");
    }
  }

  @Test
  void labelsThatOverlapAreFound() throws Exception {
    Path golden = Files.createDirectory(folder.resolve("golden"));
    GoldenRuns.copy("single-stream", golden);
    Path page = folder.resolve("golden.html");
    HtmlReport.write(ReportRequest.of(List.of(golden)), page);
    try (ReportBrowser browser = ReportBrowser.open(page)) {
      assertEquals(List.of(), wrong(browser.page(), overlaps()));
      browser
          .page()
          .evaluate(
              "echarts.getInstanceByDom(document.querySelector('.canvas')).setOption({graphic: ["
                  + "{type: 'text', left: 50, top: 50, style: {text: 'one label'}},"
                  + "{type: 'text', left: 60, top: 52, style: {text: 'another'}}]})");
      assertEquals(1, wrong(browser.page(), overlaps()).size());
    }
  }

  /** Texts of a chart that lie over each other by more than a pixel, by ECharts' own layout. */
  private static String overlaps() {
    return "if (!chart) return 'not drawn';"
        + " const texts = chart.getZr().storage.getDisplayList(true).filter((one) => one.type ==="
        + " 'tspan' && !one.ignore && !one.invisible && one.style.text.trim() !== '' &&"
        + " one.style.opacity !== 0).map((one) => { const box = one.getBoundingRect().clone();"
        + " const to = one.getComputedTransform(); if (to) box.applyTransform(to);"
        + " return {text: one.style.text, box}; });"
        + " const out = texts.find(({box}) => box.x < -1 || box.y < -1 || box.x + box.width >"
        + " chart.getWidth() + 1 || box.y + box.height > chart.getHeight() + 1);"
        + " if (out) return 'cut off: ' + out.text;"
        + " for (let i = 0; i < texts.length; i++) for (let j = 0; j < i; j++) {"
        + " const [one, other] = [texts[i].box, texts[j].box];"
        + " const wide = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x,"
        + " other.x); const high = Math.min(one.y + one.height, other.y + other.height) -"
        + " Math.max(one.y, other.y);"
        + " if (wide > 1 && high > 2) return texts[i].text + ' over ' + texts[j].text; }"
        + " return '';";
  }

  /** All systems with one workload, and three of them with all. */
  private static Path many() {
    List<Workload> workloads =
        IntStream.rangeClosed(1, WORKLOADS)
            .mapToObj(
                i ->
                    new Workload(
                        "workload number " + i,
                        SpokenTexts.english(2),
                        TranscriptionTask.transcribe("en")))
            .toList();
    List<SutSpec> systems = new ArrayList<>();
    for (int i = 1; i <= SYSTEMS; i++) {
      SutSpec sut =
          ReportFixtures.sut("system number " + i + " of forty", "b", "m", "float32", "cpu", 1);
      systems.add(i <= 3 ? sut : sut.withWorkloads(List.of(workloads.get(0).name())));
    }
    SimulatedRun run =
        new SimulatedRun(
            BenchmarkDefinition.builder("many")
                .workload(workloads.toArray(Workload[]::new))
                .suts(systems)
                .trials(TrialPolicy.DEFAULT.withCounts(0, 1).withForks(3).withSeed(5))
                .build(),
            Instant.parse("2026-11-20T08:00:00Z"));
    for (int i = 0; i < systems.size(); i++) {
      int errors = i % 7;
      run.engine(
          systems.get(i).name(),
          ReportFixtures.engine("engine", "1", "CPU")
              .takes(0.2, 0.02, 0.01 + 0.001 * i)
              .hears((clip, fork) -> SpokenTexts.heard(clip, 0.01 * errors, 1)));
    }
    return run.store(folder.resolve("many")).resultsFile().orElseThrow();
  }
}
