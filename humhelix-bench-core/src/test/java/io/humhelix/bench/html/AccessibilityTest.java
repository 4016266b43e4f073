package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** axe-core finds nothing serious in any part of a report, in light and dark, wide and narrow. */
@Tag("slow")
class AccessibilityTest {

  @TempDir static Path folder;
  private static Path report;

  @BeforeAll
  static void write() throws Exception {
    Path runs = Files.createDirectory(folder.resolve("runs"));
    ReportFixtures.singleStream(runs);
    ReportFixtures.load(runs);
    ReportFixtures.history(runs);
    report = folder.resolve("report.html");
    HtmlReport.write(ReportRequest.of(List.of(runs)), report);
  }

  private static String axe() throws IOException {
    try (InputStream in = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** What axe finds serious or critical: rule, place and what to do. */
  private static List<String> serious(Page page) throws Exception {
    page.evaluate(axe());
    String found =
        (String)
            page.evaluate(
                "async () => JSON.stringify((await axe.run(document, {resultTypes:"
                    + " ['violations']})).violations.filter((v) => ['serious', 'critical']"
                    + ".includes(v.impact)))");
    List<String> texts = new ArrayList<>();
    for (JsonNode rule : new JsonMapper().readTree(found)) {
      for (JsonNode node : rule.get("nodes")) {
        texts.add(
            rule.get("id").textValue()
                + " "
                + node.get("target")
                + " "
                + node.get("failureSummary").textValue().replaceAll("\\s+", " "));
      }
    }
    return texts;
  }

  @Test
  void nothingSeriousIsFound() throws Exception {
    boolean every = Boolean.getBoolean("humhelix.test.full");
    for (int width : List.of(1440, 390)) {
      try (ReportBrowser browser = ReportBrowser.open(report, width, 900)) {
        // What is folded is looked at too.
        browser
            .page()
            .evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })");
        if (every || width == 1440) {
          assertEquals(List.of(), serious(browser.page()), "light, " + width);
        }
        if (every || width == 390) {
          browser
              .page()
              .emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
          browser.until("document.documentElement.dataset.theme === 'dark'");
          assertEquals(List.of(), serious(browser.page()), "dark, " + width);
        }
      }
    }
  }

  @Test
  void plantedFaultsAreFound() throws Exception {
    try (ReportBrowser browser = ReportBrowser.open(report)) {
      browser
          .page()
          .evaluate(
              "(() => { const main = document.querySelector('main'); main.prepend("
                  + "document.createElement('button')); const faint = HB.el('p', {id: 'faint'},"
                  + " 'hardly to be read'); faint.style.color = '#cccccc'; main.prepend(faint); })()");
      List<String> found = serious(browser.page());
      assertTrue(found.stream().anyMatch(one -> one.startsWith("button-name ")), found.toString());
      assertTrue(
          found.stream().anyMatch(one -> one.startsWith("color-contrast [\"#faint\"]")),
          found.toString());
    }
  }
}
