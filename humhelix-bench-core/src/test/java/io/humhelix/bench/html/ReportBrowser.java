package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import io.humhelix.bench.RequiredProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A report in a real browser. Closing it fails if the page asked the network for anything, broke
 * its own policy, ran a dialog or wrote an error to the console. One browser serves all tests of a
 * class; {@link BrowserEnd} ends it.
 */
final class ReportBrowser implements AutoCloseable {

  private static final List<String> PROGRAMS =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  /** No picture that can be seen is without its chart. */
  private static final String DRAWN =
      "[...document.querySelectorAll('figure.picture .canvas')].every((one) =>"
          + " one.clientWidth === 0 || echarts.getInstanceByDom(one) !== undefined)";

  private static Playwright playwright;
  private static Browser browser;

  private final BrowserContext context;
  private final Page page;
  private final List<String> offences = Collections.synchronizedList(new ArrayList<>());

  private ReportBrowser(BrowserContext context) {
    this.context = context;
    page = context.newPage();
  }

  /** Opens a report at 1440 x 900 pixels, in light colours, and waits until it is drawn. */
  static ReportBrowser open(Path report) {
    return open(report, 1440, 900);
  }

  /** Opens a report that is served, and may ask its server. */
  static ReportBrowser open(ReportServer server) {
    return open(server.address().toString(), 1440, 900);
  }

  static ReportBrowser open(Path report, int width, int height) {
    return open(report.toUri().toString(), width, height);
  }

  private static ReportBrowser open(String report, int width, int height) {
    BrowserContext context =
        browser().newContext(new Browser.NewContextOptions().setViewportSize(width, height));
    ReportBrowser opened = new ReportBrowser(context);
    opened.watch(report);
    opened.slowDown();
    opened.page.navigate(report);
    opened.ready();
    return opened;
  }

  /** For who looks for tests that look too early: they fail on a slow machine. */
  private void slowDown() {
    int times = Integer.getInteger("humhelix.test.slowdown", 1);
    if (times > 1) {
      JsonObject rate = new JsonObject();
      rate.addProperty("rate", times);
      context.newCDPSession(page).send("Emulation.setCPUThrottlingRate", rate);
    }
  }

  /** Waits until the page is drawn, its pictures too. */
  void ready() {
    until("document.documentElement.dataset.ready === 'true'");
    until(DRAWN);
  }

  /**
   * Waits until the pictures that can be seen are drawn: a new one is drawn a frame after it was
   * asked for.
   */
  static void drawn(Page page) {
    until(page, DRAWN, List::of);
  }

  /**
   * Waits until something is so. Playwright's own waiting evaluates its condition in the page,
   * where the policy forbids that.
   */
  void until(String condition) {
    until(page, condition, this::offences);
  }

  private static void until(Page page, String condition, Supplier<List<String>> offences) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!Boolean.TRUE.equals(now(page, condition))) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it never came to: " + condition + "; " + offences.get());
      }
      page.waitForTimeout(10);
    }
  }

  /** What an expression gives; null while the page is being loaded again. */
  private static Object now(Page page, String expression) {
    try {
      return page.evaluate(expression);
    } catch (PlaywrightException e) {
      return null;
    }
  }

  /** What a test looks at and works with. */
  Page page() {
    return page;
  }

  /** What the page did that no report may do, so far. */
  List<String> offences() {
    return List.copyOf(offences);
  }

  @Override
  public void close() {
    List<String> all = offences();
    context.close();
    assertEquals(List.of(), all);
  }

  /** Closes without a look at offences, for tests of this class. */
  void abandon() {
    context.close();
  }

  private void watch(String report) {
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            offences.add("console: " + message.text());
          }
        });
    page.onPageError(error -> offences.add("error: " + error));
    page.onDialog(
        dialog -> {
          offences.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onRequest(
        request -> {
          String url = request.url();
          if (!url.equals(report)
              && !(report.startsWith("http:") && url.equals(report + "version"))
              && !url.startsWith("data:")
              && !url.startsWith("blob:")) {
            offences.add("request: " + url);
          }
        });
    page.exposeFunction("reportOffence", what -> offences.add("policy: " + what[0]));
    page.addInitScript(
        "document.addEventListener('securitypolicyviolation', (event) =>"
            + " window.reportOffence(event.violatedDirective + ' ' + event.blockedURI + ' '"
            + " + event.sample))");
  }

  /** The browser itself, for tests of pages that are not drawn as they should be. */
  static synchronized Browser browser() {
    if (browser == null) {
      String driver = System.getProperty("humhelix.test.playwright", "");
      if (driver.isEmpty() || !Files.isDirectory(Path.of(driver))) {
        RequiredProgram.missing(
            "no driver of Playwright: set -Dhumhelix.test.playwright to a folder with node and"
                + " package/cli.js, as driver/linux in com.microsoft.playwright:driver-bundle");
      }
      Optional<String> program =
          Stream.concat(
                  Stream.of(System.getProperty("humhelix.test.chromium", "")), PROGRAMS.stream())
              .filter(path -> !path.isEmpty() && Files.isExecutable(Path.of(path)))
              .findFirst();
      if (program.isEmpty()) {
        RequiredProgram.missing(
            "no Chromium: install it, or set -Dhumhelix.test.chromium to its path");
      }
      System.setProperty("playwright.cli.dir", driver);
      playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      browser =
          playwright
              .chromium()
              .launch(
                  new LaunchOptions()
                      .setExecutablePath(Path.of(program.orElseThrow()))
                      // Tests may run as root, where Chromium's sandbox cannot.
                      .setArgs(List.of("--no-sandbox", "--disable-gpu")));
    }
    return browser;
  }

  /** Ends the browser with all its processes, if it runs: other tests look for what was left. */
  static synchronized void end() {
    if (playwright != null) {
      playwright.close();
      playwright = null;
      browser = null;
    }
  }
}
