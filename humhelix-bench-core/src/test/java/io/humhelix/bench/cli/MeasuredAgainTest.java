package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.harness.FakeProvider;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.json.JsonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Systems of a baseline that a run measured again are candidates for no command. */
class MeasuredAgainTest {

  @TempDir Path folder;

  private final FakeProvider fake = new FakeProvider();

  /** Two runs: the first is the baseline of the second, which has its system too. */
  private Path second;

  private Path first;

  @BeforeEach
  void measure() throws Exception {
    TestClips.wav(folder.resolve("a.wav"), 0.5, 0.5);
    first = folder.resolve("first");
    second = folder.resolve("second");
    runs(0, bench("m"), "--output=" + first);
    runs(5, bench("m, options: {beam_size: 5}"), "--output=" + second, "--baseline=" + first);
  }

  private Path bench(String model) throws Exception {
    return Files.writeString(
        folder.resolve("bench.yaml"),
        """
        name: again
        workloads: [{name: w, files: [a.wav], text: a text}]
        suts: [{name: s, backend: fake, model: %s}]
        isolation: in-process
        trials: {forks: 1, warmup: 0, count: 2}
        """
            .formatted(model));
  }

  private String runs(int code, Path bench, String... more) {
    List<Object> arguments = new ArrayList<>(List.of("run", bench, "--progress=none"));
    arguments.addAll(List.of(more));
    Program program =
        new Program().harness(() -> Harness.builder().provider(fake).discovery(false));
    assertEquals(code, program.run(arguments.toArray()), program.out() + program.err());
    return program.out() + program.err();
  }

  private static String said(int code, Object... arguments) {
    Program program = new Program();
    assertEquals(code, program.run(arguments), program.out() + program.err());
    return program.out() + program.err();
  }

  @Test
  void historyHasNoSeriesOfThem() throws Exception {
    String text = said(0, "history", first, second, "--details");
    assertFalse(text.contains("s (baseline)"), text);
    assertTrue(
        text.contains("1 system of baselines, measured again beside candidates, left out."), text);
    String json = said(0, "history", first, second, "--json");
    assertEquals(1, JsonText.read(json).get("remeasured_left_out").asInt());
    assertEquals(2, JsonText.read(json).get("sessions").asInt());
    assertEquals(2, JsonText.read(json).at("/series/0/sessions").size());
    assertFalse(said(0, "history", first).contains("left out"));
  }

  @Test
  void levelsAreExportedOfCandidatesAndRowsOfAll() {
    for (String format : List.of("openmetrics", "github-action-benchmark")) {
      String text = said(0, "export", format, second);
      assertEquals(
          1, text.lines().filter(line -> line.contains("s (baseline)")).count(), text); // The note.
      assertTrue(
          text.replaceAll("\\s+", " ")
              .contains(
                  "'s (baseline) / w' is a system of the baseline, measured again, so its values are"
                      + " left out."),
          text);
      assertFalse(said(0, "export", format, first).contains("left out"));
    }
    String markdown = said(0, "export", "markdown", second);
    assertTrue(
        markdown.contains(": 1 of 1 run config valid; of the baseline 1 measured again"), markdown);
    assertFalse(said(0, "export", "markdown", first).contains("measured again"));
    assertTrue(said(0, "export", "csv", second).contains("s (baseline)"));
  }

  @Test
  void showHasTheirRowAndNamesThemNoContender() {
    String text = said(0, "show", second, "--by", "system");
    assertTrue(text.lines().skip(1).anyMatch(line -> line.startsWith("s (baseline)")), text);
    assertTrue(text.startsWith("only s: RTFx "), text);
  }

  @Test
  void aBaselineOfSuchARunIsItsCandidates() {
    String baselines = "--baselines=" + folder.resolve("baselines");
    String set = said(0, "baseline", "set", "main", second, baselines);
    assertTrue(set.contains("UTC, 1 run config, 2 valid\n    trials\n"), set);
    String text = said(0, "baseline", "show", "main", baselines);
    assertFalse(text.contains("s (baseline)"), text);
    assertTrue(text.contains("\n1 system of its own baseline is no part of it.\n"), text);
    said(0, "baseline", "set", "old", first, baselines);
    assertFalse(said(0, "baseline", "show", "old", baselines).contains("no part of it"));
  }

  @Test
  void againstASystemTheyAreLeftOutWithANote() {
    String text = said(5, "compare", first, second, "--against", "s");
    assertTrue(
        text.replaceAll("\\s+", " ")
            .contains(
                "left out, as systems of a baseline that was measured again: 's (baseline) / w'."),
        text);
  }

  /** Valid trials of other runs would make a whole of it. */
  @Test
  void showNamesRunConfigsThatAreNotOkWithTheirRun() throws Exception {
    assertFalse(said(0, "show", first, second).contains("Not OK"));
    fake.call = (number, request, progress) -> FakeProvider.says("something else");
    Path bench = bench("m");
    Files.writeString(bench, Files.readString(bench) + "accuracy: {max_wer_percent: 10}\n");
    Path third = folder.resolve("third");
    runs(1, bench, "--output=" + third);
    String json = said(0, "show", first, third, "--json");
    assertEquals(1, JsonText.read(json).get("not_ok").size(), json);
    assertEquals("INVALID", JsonText.read(json).at("/not_ok/0/status").asText());
    String run = JsonText.read(json).at("/not_ok/0/run_id").asText().substring(0, 8);
    String text = said(0, "show", first, third);
    assertTrue(
        text.contains("\nNot OK, though with trials:\n  s / w: INVALID (run " + run + ")\n"), text);
  }
}
