package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
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
          part.locator(".outcome").innerText().startsWith("▼ Regression. REGRESSION in 2 of 4"));
      Locator table = part.locator("table.plain").nth(2);
      String slower =
          table.locator("tr:has(td:text-is('slower now / dictation'))").first().innerText();
      assertTrue(slower.contains("▼ worse") && slower.contains("+14.4 %"), slower);
      assertTrue(table.locator("tr.why").first().innerText().startsWith("change +14.4 %"));
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
      assertTrue(part.innerText().contains("two runs: no interval covers what differs"));
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
