package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.Media;
import io.humhelix.bench.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What surrounds the parts, in a browser. */
class FrameTest {

  @TempDir static Path folder;
  private static Path report;
  private static ReportSources sources;

  @BeforeAll
  static void write() throws Exception {
    ReportRequest request =
        ReportRequest.of(ReportFixtures.singleStream(Files.createDirectory(folder.resolve("run"))));
    sources = ReportSources.read(request);
    report = folder.resolve("report.html");
    HtmlReport.write(request, report);
  }

  private static Path page(String name, ObjectNode data, PageMode mode) throws Exception {
    Path file = folder.resolve(name);
    HtmlReport.save(Page.of("t", data, mode), file);
    return file;
  }

  @Test
  void fitsEveryWidthWithoutScrollingSideways() {
    try (ReportBrowser browser = ReportBrowser.open(report, 390, 844)) {
      for (int width : List.of(390, 768, 1279, 1280, 1440, 1920)) {
        browser.page().setViewportSize(width, 900);
        // Pictures follow with the next frame.
        browser.until("document.documentElement.scrollWidth === " + width);
        browser.page().evaluate("window.scrollTo(0, 2000)");
        Number way =
            (Number)
                browser
                    .page()
                    .evaluate(
                        "(() => { const at = document.querySelector('nav.parts')"
                            + ".getBoundingClientRect(); return at.height; })()");
        // Beside the parts it may be as high as it likes.
        assertTrue(width >= 1280 || way.intValue() < 60, width + ": " + way);
        Number top =
            (Number)
                browser
                    .page()
                    .evaluate("document.querySelector('nav.parts').getBoundingClientRect().top");
        assertTrue(top.intValue() >= 0 && top.intValue() < 40, "it stays in view: " + top);
      }
    }
  }

  @Test
  void keyboardReachesEverything() {
    try (ReportBrowser browser = ReportBrowser.open(report)) {
      browser.page().keyboard().press("Tab");
      assertEquals(
          "Skip to the results", browser.page().evaluate("document.activeElement.textContent"));
      assertEquals(
          true,
          browser.page().evaluate("document.activeElement.getBoundingClientRect().left >= 0"));
      browser.page().keyboard().press("Enter");
      assertEquals("main", browser.page().evaluate("document.activeElement.id"));
      browser.page().locator("#speed-accuracy [role=tab]").first().focus();
      browser.page().keyboard().press("ArrowRight");
      assertEquals(
          "30s.wav",
          browser
              .page()
              .evaluate(
                  "document.querySelector('#speed-accuracy [aria-selected=true]').textContent"));
      assertEquals("30s.wav", browser.page().evaluate("document.activeElement.textContent"));
      browser.page().keyboard().press("Home");
      assertEquals("dictation", browser.page().evaluate("document.activeElement.textContent"));
      assertEquals(
          "solid",
          browser.page().evaluate("getComputedStyle(document.activeElement).outlineStyle"));
      // Headings are in order, and each part is a region of its name.
      assertEquals(
          true,
          browser
              .page()
              .evaluate(
                  "[...document.querySelectorAll('h1,h2,h3,h4')].map((h) => Number(h.tagName[1]))"
                      + ".every((level, at, all) => at === 0 ? level === 1 : level - all[at - 1] < 2)"));
      assertEquals(
          0,
          browser.page().locator("section:not([aria-labelledby])").count(),
          "parts without a name");
    }
  }

  @Test
  void themeFollowsTheSystemUntilChosenAndOutlastsAReload() {
    try (ReportBrowser browser = ReportBrowser.open(report)) {
      String theme = "document.documentElement.dataset.theme";
      assertEquals("light", browser.page().evaluate(theme));
      browser
          .page()
          .emulateMedia(
              new com.microsoft.playwright.Page.EmulateMediaOptions()
                  .setColorScheme(com.microsoft.playwright.options.ColorScheme.DARK));
      browser.until(theme + " === 'dark'");
      browser.page().locator("#theme").click();
      assertEquals("light", browser.page().evaluate(theme));
      browser.page().reload();
      browser.ready();
      assertEquals("light", browser.page().evaluate(theme));
      // The table is no place for shadows of the former theme.
      assertEquals(
          "rgb(255, 255, 255)",
          browser
              .page()
              .evaluate("getComputedStyle(document.querySelector('section')).backgroundColor"));
    }
  }

  @Test
  void paperGetsEveryPanelInLightColoursAndNothingIsCropped() {
    try (ReportBrowser browser = ReportBrowser.open(report)) {
      browser.page().locator("#theme").click();
      int before = browser.page().locator("figure.picture").count();
      browser
          .page()
          .emulateMedia(
              new com.microsoft.playwright.Page.EmulateMediaOptions().setMedia(Media.PRINT));
      browser.page().evaluate("window.dispatchEvent(new Event('beforeprint'))");
      assertEquals(
          true,
          browser
              .page()
              .evaluate(
                  "[...document.querySelectorAll('.canvas canvas')].length > "
                      + before
                      + " && [...document.querySelectorAll('.canvas canvas')]"
                      + ".every((c) => c.getBoundingClientRect().width === 690)"));
      assertEquals(
          List.of("Workload: dictation", "Workload: 30s.wav"),
          browser.page().locator("#speed-accuracy h3").allTextContents());
      assertEquals(
          "rgb(255, 255, 255)",
          browser.page().evaluate("getComputedStyle(document.body).backgroundColor"));
      assertFalse(browser.page().locator("nav.parts").isVisible());
      browser.page().evaluate("window.dispatchEvent(new Event('afterprint'))");
      browser
          .page()
          .emulateMedia(
              new com.microsoft.playwright.Page.EmulateMediaOptions().setMedia(Media.SCREEN));
      assertEquals(before, browser.page().locator("figure.picture").count());
      assertEquals("dark", browser.page().evaluate("document.documentElement.dataset.theme"));
      String pdf =
          new String(
              browser
                  .page()
                  .pdf(new com.microsoft.playwright.Page.PdfOptions().setPreferCSSPageSize(true)),
              StandardCharsets.ISO_8859_1);
      assertTrue(pdf.contains("/MediaBox [0 0 594"), "A4");
    }
  }

  @Test
  void aPartThatCannotBeDrawnSaysSoAndLeavesTheOthersAlone() throws Exception {
    ObjectNode data = HtmlReport.data(sources, "t");
    data.putObject("memory").put("panels", 7);
    try (ReportBrowser browser = ReportBrowser.open(page("sabotage.html", data, PageMode.FINAL))) {
      assertTrue(
          browser
              .page()
              .locator("#memory .failed")
              .textContent()
              .startsWith("This part could not be drawn: "));
      assertEquals(1, browser.page().locator(".failed").count());
      assertTrue(browser.page().locator(".canvas canvas").count() > 0);
    }
  }

  @Test
  void nothingToShowIsSaid() throws Exception {
    ObjectNode data = JsonText.object().put("title", "t");
    try (ReportBrowser browser = ReportBrowser.open(page("empty.html", data, PageMode.FINAL))) {
      assertTrue(
          browser.page().locator("main").textContent().contains("nothing that can be shown"));
    }
  }

  @Test
  void whatCannotRunSaysWhatItNeeds() throws Exception {
    try (BrowserContext context =
        ReportBrowser.browser()
            .newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
      com.microsoft.playwright.Page page = context.newPage();
      page.navigate(report.toUri().toString());
      String text = page.locator("#report").textContent();
      assertTrue(text.contains("JavaScript is off") && text.contains("humhelix-bench show"), text);
    }
    try (BrowserContext context = ReportBrowser.browser().newContext()) {
      com.microsoft.playwright.Page page = context.newPage();
      page.addInitScript("delete window.DecompressionStream");
      page.navigate(report.toUri().toString());
      page.waitForSelector(".failed");
      String text = page.locator("#report").textContent();
      assertTrue(text.contains("too old") && text.contains("Firefox 113"), text);
    }
    Path cut = folder.resolve("cut.html");
    String html = Files.readString(report);
    int begin = html.indexOf("octet-stream\">") + 2000;
    Files.writeString(
        cut, html.substring(0, begin) + html.substring(html.indexOf("</script>", begin)));
    try (BrowserContext context = ReportBrowser.browser().newContext()) {
      com.microsoft.playwright.Page page = context.newPage();
      page.navigate(cut.toUri().toString());
      page.waitForSelector(".failed");
      String text = page.locator("#report").textContent();
      assertTrue(text.contains("cut or changed on its way"), text);
    }
  }

  @Test
  void whatCouldNotBeReadAndWhoseWorkIsInTheFileIsOnThePage() throws Exception {
    ObjectNode data = HtmlReport.data(sources, "t");
    ((ObjectNode) data.get("about")).putArray("damages").add("line 7 of <b>x</b> is damaged");
    try (ReportBrowser browser = ReportBrowser.open(page("damage.html", data, PageMode.FINAL))) {
      assertEquals(
          List.of("line 7 of <b>x</b> is damaged"),
          browser.page().locator(".notice li").allTextContents());
      assertEquals(
          "1 results file · measured on bench-1 · 2026-11-02 21:14 UTC",
          browser.page().locator(".about-line").textContent().replaceAll(" · report made .*", ""));
      String licences = browser.page().locator("#licences").textContent();
      for (String text :
          List.of(
              "Apache ECharts 5",
              "Copyright 2017-2024 The Apache Software Foundation",
              "TERMS AND CONDITIONS FOR USE",
              "Mike Bostock",
              "Tabulator 6",
              "Oli Folkerd")) {
        assertTrue(licences.contains(text), text);
      }
    }
    try (ReportBrowser browser = ReportBrowser.open(report)) {
      assertEquals(0, browser.page().locator(".notice").count());
    }
  }

  @Test
  void copyingSaysWhatCameOfIt() {
    try (ReportBrowser browser = ReportBrowser.open(report)) {
      assertEquals(true, browser.page().evaluate("HB.copy('a\\tb', '1 row')"));
      browser.until("document.getElementById('status').textContent !== ''");
      assertEquals("Copied: 1 row.", browser.page().locator("#status").textContent());
      browser
          .page()
          .evaluate(
              "(() => { document.execCommand = () => false;"
                  + " navigator.clipboard.writeText = () => Promise.reject(new Error('no')); })()");
      assertEquals(false, browser.page().evaluate("HB.copy('a', '1 row')"));
      browser.until("document.getElementById('status').textContent.includes('refused')");
    }
  }

  @Test
  void manyTabsAreAListAndTheChosenOneOutlastsARenewal() throws Exception {
    ObjectNode data = HtmlReport.data(sources, "t");
    data.putObject("live")
        .put("poll", false)
        .put("seconds", 1)
        .put("running", true)
        .put("as_of", "x");
    try (ReportBrowser browser = ReportBrowser.open(page("live.html", data, PageMode.RELOADED))) {
      assertTrue(
          browser
              .page()
              .locator("#live-text")
              .textContent()
              .startsWith("As of x UTC, still running"));
      browser.page().locator("#speed-accuracy [role=tab]").nth(1).click();
      browser.page().evaluate("window.before = true");
      browser.until("window.before === undefined");
      browser.ready();
      assertEquals(
          "30s.wav", browser.page().locator("#speed-accuracy [aria-selected=true]").textContent());
      browser.page().locator("#live-pause").click();
      // A renewal may have begun just before.
      browser.ready();
      assertTrue(browser.page().locator("#live-text").textContent().endsWith("is paused."));
      // A list of many is chosen from.
      browser
          .page()
          .evaluate(
              "HB.tabs(document.querySelector('main'), 'Many', Array.from({length: 30}, (_, i) =>"
                  + " 'n' + i), (panel, name) => panel.append(name))");
      browser.page().locator("main > .tabs select").selectOption("n17");
      assertEquals(
          "n17",
          browser.page().locator("main > .panel").evaluate("(p) => p.lastChild.textContent"));
    }
  }
}
