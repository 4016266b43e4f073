package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.humhelix.bench.definition.DefinitionReader;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.store.RunReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts with what changed, and what repeats a run, in a browser. */
class VerdictsPageTest {

  @TempDir Path folder;

  @Test
  void showsVerdictsFirstThenWhatChanged() throws Exception {
    List<Path> pair = ReportFixtures.pair(Files.createDirectory(folder.resolve("pair")));
    Path report = folder.resolve("report.html");
    HtmlReport.write(
        ReportRequest.of(List.of(pair.get(1)))
            .withBaseline(Optional.of(RunReader.readWithoutTexts(pair.get(0)))),
        report);
    try (ReportBrowser browser = ReportBrowser.open(report)) {
      Page page = browser.page();
      Locator part = page.locator("#verdicts");
      assertTrue(
          part.locator(".outcome").innerText().startsWith("✗ REGRESSION in 2 of 4"),
          part.locator(".outcome").innerText());
      assertEquals("verdicts", page.locator("main > section").first().getAttribute("id"));
      String summary = page.locator("#summary").innerText();
      assertTrue(summary.contains("Nothing suspicious in the measurements; the verdict"), summary);
      assertTrue(summary.contains("REGRESSION in 2 of 4 run configs"), summary);
      assertEquals(0, part.locator("details.numbers").count());
      Locator table = part.locator("table.plain").first();
      String slower =
          table.locator("tr:has(td:text-is('slower now / dictation'))").first().innerText();
      assertTrue(slower.contains("✗ REGRESSION\nworse") && slower.contains("+14.4 %"), slower);
      List<String> why = table.locator("tr.why").allInnerTexts();
      assertTrue(why.stream().noneMatch(text -> text.contains("tolerance")), why.toString());
      assertTrue(why.stream().anyMatch(text -> text.contains("would settle it")), why.toString());
      assertEquals(2, part.locator("figure canvas").count());
      String caption = part.locator("figcaption").first().innerText();
      assertTrue(caption.startsWith("slower now / dictation: rtf is worse (+14.4 %"), caption);
      part.locator("#verdicts-percent-0").hover();

      Locator clip = part.locator(".clip").first();
      assertTrue(clip.innerText().contains("0 → 3 errors in 15 words"), clip.innerText());
      assertEquals(
          List.of("reference", "baseline", "candidate"), clip.locator(".who").allInnerTexts());
      assertTrue(clip.locator("[data-who=candidate] mark del").count() > 0);
      assertTrue(clip.locator("[data-who=baseline] mark").count() > 0);
      assertTrue(part.innerText().contains("Two runs: no interval covers what differs"));
      assertTrue(part.innerText().contains("Nothing that was recorded differs (engine versions"));
      assertEquals(5, part.locator(".clip").count());
      part.locator(".more-clips > summary:text-is('14 more')").click();
      part.locator(".clip").nth(18).waitFor();
      page.setViewportSize(390, 800);
      browser.until("document.documentElement.scrollWidth === 390");
      for (String cell : List.of("td.of-verdict .verdict", "td[data-label=Change]")) {
        BoundingBox box = table.locator(cell).first().boundingBox();
        assertTrue(box.x >= 0 && box.x + box.width <= 390, cell + " reaches to " + box.width);
      }
    }
  }

  @Test
  void namesConditionsOnceAndFoldsThoseThatAreMeantToDiffer() throws Exception {
    Path run = ReportFixtures.singleStream(Files.createDirectory(folder.resolve("run"))).get(0);
    Path report = folder.resolve("report.html");
    HtmlReport.write(
        ReportRequest.of(List.of(run)).withAgainst(Optional.of("whisper.cpp")), report);
    try (ReportBrowser browser = ReportBrowser.open(report)) {
      Locator part = browser.page().locator("#verdicts");
      String text = part.innerText();
      assertTrue(text.contains("Baseline: system 'whisper.cpp' of the same run."), text);
      assertTrue(text.contains("Conditions that are meant to differ ("), text);
      assertTrue(text.contains("not comparable"), text);
      assertFalse(text.contains("Nothing that was recorded differs"), text);
      Locator names = part.locator("table.plain td.name");
      assertTrue(names.allInnerTexts().contains("onnxruntime 8 bit / dictation"));
      assertTrue(names.allInnerTexts().stream().noneMatch(name -> name.contains("against")));
    }
  }

  @Test
  void copiesWhatRepeatsTheRun() throws Exception {
    Path audio = Files.createFile(folder.resolve("a.wav"));
    Path run =
        new WrittenRun("en", AudioClip.of(audio, "so it is"))
            .system("one", (clip, trial) -> "so it is")
            .store(folder.resolve("run"));
    Path report = folder.resolve("report.html");
    HtmlReport.write(ReportRequest.of(List.of(run)), report);
    String copied;
    String shell;
    try (ReportBrowser browser = ReportBrowser.open(report)) {
      Page page = browser.page();
      page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
      Locator part = page.locator("#provenance");
      assertTrue(part.innerText().contains("humhelix-bench run written.yaml"), part.innerText());
      assertTrue(part.innerText().contains("bench"), part.innerText());
      part.locator("summary:text-is('written.yaml')").click();
      part.locator("button:text-is('Copy written.yaml')").click();
      part.locator(".copied:text-is('Copied')").first().waitFor();
      copied = (String) page.evaluate("() => navigator.clipboard.readText()");
      part.locator("button:text-is('Copy all for a shell')").click();
      part.locator(".copied:text-is('Copied')").nth(1).waitFor();
      shell = (String) page.evaluate("() => navigator.clipboard.readText()");
    }
    String expected =
        DefinitionFiles.of(RunReader.read(run).definition(), RunReader.read(run).provenance())
            .get(0)
            .text();
    assertEquals(expected, copied);
    assertEquals(
        "cat > written.yaml <<'END_OF_FILE'\n"
            + expected
            + "END_OF_FILE\nhumhelix-bench run written.yaml\n",
        shell);
    Path saved = Files.writeString(folder.resolve("written.yaml"), copied);
    assertEquals("written", DefinitionReader.read(saved).name());
  }
}
