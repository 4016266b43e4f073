package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hundred hostile texts in every place of results that a user may see: none is anything but
 * text, whatever is done with the page. Closing the browser fails for each request, breach of the
 * policy, dialog and error.
 */
@Tag("slow")
class HostileReportTest {

  @TempDir static Path folder;
  private static Path report;

  @BeforeAll
  static void write() throws Exception {
    Path runs = HostileRuns.write(Files.createDirectory(folder.resolve("runs")));
    report = folder.resolve("<img src=x onerror=alert(1)>.html");
    HtmlReport.write(
        ReportRequest.of(List.of(runs)).withTitle("</title><script>alert(1)</script>"), report);
  }

  @Test
  void thereAreTwoHundred() {
    assertEquals(200, new HashSet<>(HostilePayloads.all()).size());
  }

  @Test
  void everyTextStaysText() {
    try (ReportBrowser browser = ReportBrowser.open(report)) {
      Page page = browser.page();
      assertEquals("</title><script>alert(1)</script>", page.title());
      assertEquals("</title><script>alert(1)</script>", page.locator("h1").textContent());
      assertEquals(
          0,
          page.locator(".failed").count(),
          () -> page.locator("section:has(.failed)").first().textContent());
      work(browser);
      assertEquals(
          List.of(),
          page.evaluate(
              "[...document.querySelectorAll('#report iframe, #report object, #report embed,"
                  + " #report link, #report base, #report meta, #report style, #report svg script,"
                  + " #report script, #report img, #report math, #report template, #report form')]"
                  + ".map((e) => e.outerHTML)"),
          "elements that no part makes");
      assertEquals(
          List.of(),
          page.evaluate(
              "[...document.querySelectorAll('#report *')].filter((e) => [...e.attributes]"
                  + ".some((a) => a.name.startsWith('on') || /^\\s*javascript:/i.test(a.value)"
                  + " && ['href', 'src', 'action', 'formaction'].includes(a.name)))"
                  + ".map((e) => e.outerHTML)"),
          "attributes that run something");
      assertEquals(true, page.evaluate("window.pwned === undefined"));
      String text = page.locator("#report").textContent();
      List<String> unseen =
          HostilePayloads.all().stream().filter(payload -> !text.contains(payload)).toList();
      assertEquals(List.of(), unseen, "texts that are not shown as they are");
    }
  }

  /** Whatever a person may do with a page. */
  private static void work(ReportBrowser browser) {
    Page page = browser.page();
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })");
    hover(page);
    for (String part :
        List.of(".tabulator-col-sorter", "button[id$=csv]", "button[id$=markdown]")) {
      Locator all = page.locator(part + ":visible");
      for (int i = 0; i < Math.min(all.count(), 6); i++) {
        all.nth(i).click(new Locator.ClickOptions().setForce(true));
      }
    }
    Locator filters = page.locator(".tabulator-header-filter input:visible");
    for (int i = 0; i < Math.min(filters.count(), 4); i++) {
      filters.nth(i).fill("<img src=x onerror=alert(1)>");
      filters.nth(i).fill("");
    }
    // Every list is set to each of its first choices, and every set of tabs to its last one.
    for (ElementHandle list : page.querySelectorAll("select")) {
      if (list.isVisible()) {
        int choices = ((Number) list.evaluate("(l) => l.options.length")).intValue();
        for (int i = Math.min(choices, 5) - 1; i >= 0 && list.isVisible(); i--) {
          list.evaluate(
              "(l, i) => { l.selectedIndex = i; l.dispatchEvent(new Event('change',"
                  + " {bubbles: true})); }",
              i);
        }
      }
    }
    Locator lists = page.locator("[role=tablist]");
    for (int i = 0; i < lists.count(); i++) {
      Locator tabs = lists.nth(i).locator("[role=tab]:visible");
      if (tabs.count() > 1) {
        tabs.last().click();
        hover(page);
        tabs.first().click();
      }
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    browser.until("document.documentElement.dataset.theme === 'dark'");
    hover(page);
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
    page.evaluate("window.dispatchEvent(new Event('afterprint'))");
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })");
  }

  /** Tooltips come of moving over pictures. */
  private static void hover(Page page) {
    Locator canvases = page.locator(".canvas canvas");
    for (int i = 0; i < Math.min(canvases.count(), 12); i++) {
      if (canvases.nth(i).isVisible()) {
        canvases.nth(i).scrollIntoViewIfNeeded();
        BoundingBox box = canvases.nth(i).boundingBox();
        for (double x = 0.15; x < 1; x += 0.2) {
          page.mouse().move(box.x + box.width * x, box.y + Math.min(box.height, 700) * x);
        }
      }
    }
    assertTrue(canvases.count() > 0);
  }
}
