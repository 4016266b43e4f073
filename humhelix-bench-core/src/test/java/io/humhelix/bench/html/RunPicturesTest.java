package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pictures of one run in a browser. */
class RunPicturesTest {

  private static final List<String> PICTURES =
      List.of("speed-accuracy", "latency-spread", "latency-length", "phases", "memory");

  @TempDir static Path folder;

  @BeforeAll
  static void write() throws Exception {
    HtmlReport.write(
        ReportRequest.of(ReportFixtures.singleStream(folder.resolve("run"))),
        folder.resolve("report.html"));
  }

  private static ReportBrowser open(int width) {
    return ReportBrowser.open(folder.resolve("report.html"), width, 900);
  }

  /** The texts that a series draws by itself, with their boxes, and the marks of the points. */
  private static final String LABELS =
      "() => { const chart = echarts.getInstanceByDom(document.getElementById("
          + "'speed-accuracy-picture'));"
          + " const found = []; const visit = (one) => { if (one.type === 'text' && one.parent"
          + ") { const box = one.getBoundingRect().clone();"
          + " const matrix = one.getComputedTransform(); if (matrix) box.applyTransform(matrix);"
          + " found.push({text: one.style.text, x: box.x, y: box.y, width: box.width,"
          + " height: box.height}); } if (one.children) one.children().forEach(visit); };"
          + " chart.getZr().storage.getRoots().forEach(visit); return found; }";

  @Test
  void everyPictureIsDrawnWithItsNumbersAndWhatIsNotInIt() {
    try (ReportBrowser browser = open(1440)) {
      Page page = browser.page();
      for (String picture : PICTURES) {
        assertEquals(1, page.locator("#" + picture + "-picture canvas").count(), picture);
        assertEquals(3, page.locator("#" + picture + " .numbers tbody tr").count(), picture);
        String missing = page.locator("#" + picture + " .not-drawn").innerText();
        for (String system : List.of("whisper.cpp CUDA", "faster-whisper large", "greedy")) {
          assertTrue(missing.contains(system), picture + ": " + missing);
        }
        page.locator("#" + picture + "-picture").hover();
      }
      assertTrue(
          page.locator("#speed-accuracy figcaption").innerText().startsWith("faster-whisper is"));
      assertTrue(
          page.locator("#latency-length figcaption").innerText().contains("per second of audio."));
    }
  }

  @Test
  void namesStandAtTheMarksAndTouchNothing() {
    try (ReportBrowser browser = open(1440)) {
      Object found = browser.page().evaluate(LABELS);
      List<Box> names = Box.of(found).stream().filter(box -> box.text.matches("[a-z].*")).toList();
      assertEquals(
          List.of("faster-whisper", "onnxruntime 8 bit", "whisper.cpp"),
          names.stream().map(Box::text).sorted().toList());
      for (int i = 0; i < names.size(); i++) {
        for (int j = 0; j < i; j++) {
          assertTrue(!names.get(i).touches(names.get(j)), names.toString());
        }
      }
      assertEquals(0, browser.page().locator("#speed-accuracy .legend li:visible").count());
    }
  }

  @Test
  void narrowPicturesHaveKeysAndALegend() {
    try (ReportBrowser browser = open(390)) {
      Page page = browser.page();
      List<String> keys =
          Box.of(page.evaluate(LABELS)).stream()
              .map(Box::text)
              .filter(text -> text.matches("[123]"))
              .sorted()
              .toList();
      assertEquals(List.of("1", "2", "3"), keys);
      assertEquals(3, page.locator("#speed-accuracy .legend li").count());
      assertTrue(
          page.locator("#speed-accuracy .legend li")
              .first()
              .innerText()
              .contains("faster-whisper"));
      assertEquals(
          390, ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue());
    }
  }

  @Test
  void tabsChangeTheWorkload() {
    try (ReportBrowser browser = open(1440)) {
      Page page = browser.page();
      page.locator("#latency-spread [role=tab]", new Page.LocatorOptions().setHasText("30s.wav"))
          .click();
      assertTrue(page.locator("#latency-spread figcaption").innerText().contains("each is a dot"));
    }
  }

  @Test
  void startUpHasAKeyAndNoIntervalThatLeavesOthersNoRoom() {
    try (ReportBrowser browser = open(1440)) {
      Page page = browser.page();
      assertEquals(
          "Start-up: model load and first call", page.locator("#phases h2").first().innerText());
      assertEquals(
          List.of("Model load", "First call (cold)", "The same clip later (measured trials)"),
          page.locator("#phases .phases-key li").allInnerTexts());
      assertEquals(
          true,
          page.evaluate(
              "() => { const chart = echarts.getInstanceByDom(document.getElementById("
                  + "'phases-picture')); const axis = chart.getOption().xAxis[0];"
                  + " return Number.isFinite(axis.max) && axis.max > axis.min; }"));
    }
  }

  @Test
  void numbersOfTablesAreWrittenByWhatTheyAre() {
    try (ReportBrowser browser = open(1440)) {
      assertEquals(
          List.of("3", "36960000", "0.3333", "45.50", "35.2 MiB", "23.5 GiB", "-"),
          browser
              .page()
              .evaluate(
                  "() => [HB.tableNumber(3, 'Forks'), HB.tableNumber(36960000, 'words'),"
                      + " HB.tableNumber(1 / 3, 'p50 s'), HB.tableNumber(45.5, 'Failed %'),"
                      + " HB.tableNumber(36960000, 'process rss peak bytes'),"
                      + " HB.binarySize(24684092 * 1024), HB.tableNumber(null, 'Forks')]"));
    }
  }

  @Test
  void pointsAndBarsAreWhereTheNumbersAre() {
    try (ReportBrowser browser = open(1440)) {
      Object best =
          browser
              .page()
              .evaluate(
                  "() => echarts.getInstanceByDom(document.getElementById('speed-accuracy-picture'))"
                      + ".getOption().series.find((one) => one.id === 'points').data[0].value[0]");
      assertEquals(60.6, Math.pow(10, ((Number) best).doubleValue()), 1);
      assertEquals(
          1,
          browser
              .page()
              .evaluate(
                  "() => HB.logTicks(9, 60).join() === '10,20,50' && HB.placeLabels([{x: 100, y:"
                      + " 100, width: 80, height: 16}], [], [], {x: 0, y: 0, width: 800, height:"
                      + " 400})[0].x === 110 ? 1 : 0"));
    }
  }

  private record Box(String text, double x, double y, double width, double height) {

    @SuppressWarnings("unchecked")
    static List<Box> of(Object found) {
      return ((List<Map<String, Object>>) found)
          .stream()
              .map(
                  one ->
                      new Box(
                          String.valueOf(one.get("text")),
                          ((Number) one.get("x")).doubleValue(),
                          ((Number) one.get("y")).doubleValue(),
                          ((Number) one.get("width")).doubleValue(),
                          ((Number) one.get("height")).doubleValue()))
              .toList();
    }

    boolean touches(Box other) {
      return x < other.x + other.width
          && other.x < x + width
          && y < other.y + other.height
          && other.y < y + height;
    }
  }
}
