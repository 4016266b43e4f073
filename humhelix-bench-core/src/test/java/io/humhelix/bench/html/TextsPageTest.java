package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts clip by clip, in a browser. */
class TextsPageTest {

  @TempDir static Path folder;
  private static Path run;

  /** Clips by the number that their texts have. */
  @BeforeAll
  static void measure() throws Exception {
    Path audio = folder.resolve("speech & more");
    Files.createDirectory(audio);
    AudioClip first =
        AudioClip.of(tone(audio.resolve("first #1.wav")), "Turn left, at the old mill.");
    WrittenRun written =
        new WrittenRun(
            "en",
            first,
            AudioClip.of(audio.resolve("arabic.wav"), "هذا كتاب جديد").withLanguage("ar"),
            AudioClip.of(audio.resolve("silence.wav"), ""),
            AudioClip.of(audio.resolve("bare.wav")),
            AudioClip.of(audio.resolve("empty.wav"), "nobody heard this"),
            AudioClip.of(audio.resolve("right.wav"), "all is right"));
    List<String> one =
        List.of(
            "turn at the very old mall",
            "هذا كتاب قديم",
            "thanks for watching",
            "yes we do",
            "",
            "all is right");
    List<String> two =
        List.of(
            "turn left at the old mall",
            "هذا كتاب جديد",
            "",
            "yes we did",
            "nobody heard this",
            "all is right");
    run =
        written
            .system(
                "alpha",
                TrialStatus.OK,
                (clip, trial) ->
                    clip == 0
                        ? Transcript.of(
                            List.of(
                                Segment.of(0, 1.25, " turn at"),
                                Segment.of(1.25, 3, " the very old mall")))
                        : Transcript.ofText(one.get(clip)))
            .system("beta", (clip, trial) -> clip == 0 && trial == 1 ? "turn" : two.get(clip))
            .system("gamma", (clip, trial) -> two.get(clip))
            .store(folder.resolve("results"));
  }

  private static Path tone(Path file) throws Exception {
    return TestClips.wav(file, 3, 0.2);
  }

  private static Path report(String name, ReportAudio audio) throws Exception {
    Path report = folder.resolve(name);
    HtmlReport.write(ReportRequest.of(List.of(run)).withAudio(audio), report);
    return report;
  }

  private static List<String> clips(Page page) {
    return page.locator("#texts .clip h3 bdi").allInnerTexts();
  }

  private static Locator clip(Page page, String name) {
    return page.locator("#texts .clip:has(h3 bdi:text-is(\"" + name + "\"))");
  }

  private static String html(Locator locator) {
    return locator.innerHTML().strip();
  }

  @Test
  void marksErrorsSortsAndFilters() throws Exception {
    try (ReportBrowser browser = ReportBrowser.open(report("texts.html", ReportAudio.NONE))) {
      Page page = browser.page();
      assertEquals(0, page.locator("#texts audio").count());
      assertEquals(6, clips(page).size());
      assertEquals("right.wav", clips(page).get(4), "no errors, and an id after the others");
      Locator first = clip(page, "first #1.wav");
      Locator alpha = first.locator(".line:has(.who bdi:text-is('alpha')) > p");
      assertEquals(
          "turn <del>left</del> at the <ins>very</ins> old <span class=\"replaced\"><del>mill</del>"
              + " <ins>mall</ins></span>",
          html(alpha));
      assertTrue(first.innerText().contains("3 errors in 6 words"), first.innerText());
      assertTrue(first.innerText().contains("this text 2 of 3 times"), first.innerText());
      assertTrue(first.locator("details summary").first().innerText().equals("1 other text"));
      assertEquals("line-through", style(alpha.locator("del").first(), "textDecorationLine"));
      assertEquals("underline", style(alpha.locator("ins").first(), "textDecorationLine"));

      assertEquals("rtl", style(clip(page, "arabic.wav").locator("p").nth(1), "direction"));
      assertEquals("ar", clip(page, "arabic.wav").locator("p").nth(1).getAttribute("lang"));
      String silence = clip(page, "silence.wav").innerText();
      assertTrue(silence.contains("(nothing is said)"), silence);
      assertTrue(silence.contains("made up: 3 words where nothing is said"), silence);
      assertTrue(silence.contains("nothing made up"), silence);
      String empty = clip(page, "empty.wav").innerText();
      assertTrue(empty.contains("(the empty text)") && empty.contains("empty text"), empty);
      String bare = clip(page, "bare.wav").innerText();
      assertTrue(bare.contains("nobody knows which text is right"), bare);
      assertTrue(bare.contains("yes we do"), bare);

      page.getByLabel("only clips with errors").check();
      assertEquals(4, clips(page).size());
      assertTrue(!clips(page).contains("right.wav"));
      page.getByLabel("only clips with errors").uncheck();
      page.getByLabel("Search in texts").fill("WATCHING");
      assertEquals(List.of("silence.wav"), clips(page));
      page.getByLabel("Search in texts").fill("");
      page.locator("#texts")
          .getByLabel("Clip", new Locator.GetByLabelOptions().setExact(true))
          .fill("nothing like it");
      assertEquals("No clip is like that.", page.locator("#texts .found[role=status]").innerText());
      page.locator("#texts")
          .getByLabel("Clip", new Locator.GetByLabelOptions().setExact(true))
          .fill("");

      page.getByLabel("as written").check();
      assertTrue(clip(page, "first #1.wav").innerText().contains("Turn left, at the old mill."));
      assertEquals(0, page.locator("#texts .clip ins").count());
      page.getByLabel("as written").uncheck();

      page.locator("#texts select").nth(0).selectOption("alpha");
      assertEquals(0, clip(page, "right.wav").locator("bdi:text-is('beta')").count());
      page.locator("#texts select").nth(1).selectOption("beta");
      Locator pair = clip(page, "first #1.wav").locator(".pair .line > p");
      assertEquals(2, pair.count());
      assertEquals(
          "turn <mark><del>left</del></mark> at the <mark><ins>very</ins></mark> old <span"
              + " class=\"replaced\"><del>mill</del> <ins>mall</ins></span>",
          html(pair.nth(0)));
      assertEquals(
          "turn <mark>left</mark> at the old <span class=\"replaced\"><del>mill</del>"
              + " <ins>mall</ins></span>",
          html(pair.nth(1)));
      Locator without = clip(page, "bare.wav").locator(".pair .line > p");
      assertEquals("yes we <mark>do</mark>", html(without.nth(0)));
      assertEquals("yes we <mark>did</mark>", html(without.nth(1)));
    }
  }

  private static String style(Locator locator, String property) {
    return (String)
        locator.evaluate("(element, name) => getComputedStyle(element)[name]", property);
  }

  @Test
  void playsFromASegmentOfEmbeddedAudio() throws Exception {
    Path report = report("embedded.html", ReportAudio.EMBED);
    try (ReportBrowser browser = ReportBrowser.open(report)) {
      Page page = browser.page();
      assertEquals(1, page.locator("#texts audio").count());
      assertTrue(
          page.locator("#texts")
              .innerText()
              .contains("5 clips, arabic.wav among them: the file is not where it was"),
          page.locator("#texts").innerText());
      played(page);
    }
    assertTrue(Files.readString(report).contains("; media-src data:\""));
  }

  @Test
  void playsFromASegmentOfALinkedFile() throws Exception {
    Path report = report("linked.html", ReportAudio.LINK);
    ReportBrowser browser = ReportBrowser.open(report);
    try {
      played(browser.page());
      // The one file that it may load.
      String url = folder.resolve("speech & more").resolve("first #1.wav").toUri().toString();
      assertEquals(List.of("request: " + url), browser.offences().stream().distinct().toList());
    } finally {
      browser.abandon();
    }
    assertTrue(Files.readString(report).contains("; media-src 'self'\""));
  }

  @Test
  void allowsNoAudioWhereThereIsNone() throws Exception {
    Path report = report("silent.html", ReportAudio.NONE);
    assertTrue(!Files.readString(report).contains("media-src"));
  }

  private static void played(Page page) {
    page.locator("#texts .clip details:has-text('Play from') summary").first().click();
    page.locator("#texts .segments button").nth(1).click();
    page.waitForCondition(
        () ->
            ((Number) page.locator("#texts audio").evaluate("audio => audio.currentTime"))
                    .doubleValue()
                >= 1.25);
    assertEquals(
        3.0,
        ((Number) page.locator("#texts audio").evaluate("audio => audio.duration")).doubleValue(),
        0.01);
  }
}
