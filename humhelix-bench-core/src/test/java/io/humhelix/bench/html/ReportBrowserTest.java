package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of offence is seen: a harness that sees none would pass every page. */
class ReportBrowserTest {

  private static final String READY = "document.documentElement.dataset.ready = 'true';";

  @TempDir Path folder;

  private Path page(String policy, String script) throws Exception {
    return Files.writeString(
        folder.resolve("page.html"),
        "<!doctype html><meta charset=\"utf-8\">"
            + "<meta http-equiv=\"Content-Security-Policy\" content=\""
            + policy
            + "\"><body><script>"
            + script
            + READY
            + "</script>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "console: | console.error('bad')",
        "console: | console.warn('doubtful')",
        "error: | setTimeout(() => { throw new Error('bad'); }, 0)",
        "dialog: | setTimeout(() => alert(1), 0)",
        "request: | new Image().src = 'http://127.0.0.1:9/x.png'",
        "request: | fetch('http://127.0.0.1:9/x').catch(() => {})",
        "request: | document.body.append(Object.assign(document.createElement('iframe'), {src: 'other.html'}))",
      })
  void anOffenceIsSeen(String kind, String script) throws Exception {
    Path page = page("default-src * 'unsafe-inline' file: data:", script + ";");
    ReportBrowser browser = ReportBrowser.open(page);
    for (int i = 0; i < 500 && browser.offences().isEmpty(); i++) {
      browser.page().waitForTimeout(10);
    }
    assertTrue(
        browser.offences().stream().anyMatch(one -> one.startsWith(kind)),
        () -> browser.offences().toString());
    assertThrows(AssertionError.class, browser::close);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "style-src | document.body.append(Object.assign(document.createElement('style'), {textContent: 'b{}'}))",
        "style-src | document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">x</p>')",
        "script-src | document.body.insertAdjacentHTML('beforeend', '<img src=\"data:,\" onerror=\"1\">')",
        "img-src | new Image().src = 'https://example.invalid/x.png'",
      })
  void aBreachOfThePolicyIsSeen(String directive, String script) throws Exception {
    String nonce = "script-src 'nonce-a'";
    Path page =
        Files.writeString(
            folder.resolve("page.html"),
            "<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\""
                + " content=\"default-src 'none'; "
                + nonce
                + "; img-src data:\"><body><script nonce=\"a\">"
                + script
                + ";"
                + READY
                + "</script>");
    ReportBrowser browser = ReportBrowser.open(page);
    for (int i = 0;
        i < 500 && browser.offences().stream().noneMatch(one -> one.startsWith("policy: "));
        i++) {
      browser.page().waitForTimeout(10);
    }
    assertTrue(
        browser.offences().stream().anyMatch(one -> one.startsWith("policy: " + directive)),
        () -> browser.offences().toString());
    assertThrows(AssertionError.class, browser::close);
  }

  @Test
  void aQuietPagePasses() throws Exception {
    try (ReportBrowser browser =
        ReportBrowser.open(page("default-src 'unsafe-inline'", "document.title = 'x';"))) {
      assertEquals("x", browser.page().title());
    }
  }

  @Test
  void theEndLeavesNoProcess() throws Exception {
    ReportBrowser browser = ReportBrowser.open(page("default-src *  'unsafe-inline'", ""));
    ProcessHandle driver =
        ProcessHandle.current()
            .children()
            .filter(child -> child.descendants().findAny().isPresent())
            .findFirst()
            .orElseThrow();
    browser.close();
    ReportBrowser.end();
    driver.onExit().get();
    assertEquals(0, driver.descendants().count());
  }
}
