package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.MadeUpRun;
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

/** What a run is held against: limits, and a baseline. */
class RunGateTest {

  @TempDir Path folder;

  private final FakeProvider fake = new FakeProvider();

  @BeforeEach
  void audio() throws Exception {
    TestClips.wav(folder.resolve("a.wav"), 0.5, 0.5);
  }

  private Path definition(String more) throws Exception {
    return Files.writeString(
        folder.resolve("bench.yaml"),
        """
        name: gate
        workloads: [{name: w, files: [a.wav], text: a text}]
        suts: [{name: s, backend: fake, model: m}]
        isolation: in-process
        trials: {forks: 1, warmup: 0, count: 2}
        output: results
        """
            + more);
  }

  private String runs(int code, Path definition, String... more) {
    List<Object> arguments = new ArrayList<>(List.of("run", definition, "--progress=none"));
    arguments.addAll(List.of(more));
    Program program =
        new Program().harness(() -> Harness.builder().provider(fake).discovery(false));
    assertEquals(code, program.run(arguments.toArray()), program.out() + program.err());
    return program.out() + program.err();
  }

  @Test
  void aLimitThatIsHeldPassesAndOneThatIsMissedIsExitCode6() throws Exception {
    String text = runs(0, definition("limits: {jvm_heap_max_bytes: \"<= 1000000000000\"}\n"));
    assertTrue(text.contains("\nheld: s / w: jvm_heap_max_bytes <= 1000000000000: "), text);
    text = runs(6, definition("limits: {jvm_heap_max_bytes: \"<= 1\"}\n"));
    assertTrue(text.contains("\nmissed: s / w: jvm_heap_max_bytes <= 1: "), text);
    assertFalse(runs(0, definition("")).contains("Limits"));
  }

  @Test
  void withoutAnIntervalALimitCannotBeToldWhichIsExitCode5() throws Exception {
    String text = runs(5, definition("limits: {rtf: \"<= 1000\"}\n"));
    assertTrue(text.contains("unknown: s / w: rtf <= 1000: "), text);
    assertTrue(text.contains("no interval: 1 fork;"), text);
    runs(6, definition("limits: {rtf: \"<= 1000\", jvm_heap_max_bytes: \"<= 1\"}\n"));
  }

  @Test
  void anInvalidRunOutranksAMissedLimit() throws Exception {
    fake.call = (number, request, progress) -> FakeProvider.says("something else");
    String text =
        runs(
            1,
            definition(
                "accuracy: {max_wer_percent: 10}\nlimits: {jvm_heap_max_bytes: \"<= 1\"}\n"));
    assertTrue(text.contains("unknown: s / w: jvm_heap_max_bytes <= 1: it is INVALID."), text);
  }

  @Test
  void anUnknownMetricIsRefusedBeforeAnythingIsMeasured() throws Exception {
    String text = runs(2, definition("limits: {latency: \"<= 1\"}\n"));
    assertTrue(text.contains("limits.latency: no such metric; allowed: load_s,"), text);
    assertEquals(0, fake.calls.get());
  }

  /** The first block of the page, run line by line. */
  @Test
  void theGateOfThePageRuns() throws Exception {
    Path bench = definition("");
    List<String> codes = new ArrayList<>();
    for (String line : gateOfThePage()) {
      Program program =
          new Program().harness(() -> Harness.builder().provider(fake).discovery(false));
      List<Object> arguments = new ArrayList<>();
      for (String word : line.split(" ")) {
        arguments.add(
            switch (word) {
              case "bench.yaml" -> bench;
              case "results" -> folder.resolve("results");
              default -> word;
            });
      }
      if (!line.startsWith("run bench.yaml --output")) {
        arguments.add("--baselines=" + folder.resolve("baselines"));
      }
      codes.add(program.run(arguments.toArray()) + " " + line.split(" ")[0]);
      if (line.contains("--baseline main")) {
        assertTrue(program.out().contains("an interval needs at least 3"), program.out());
      }
    }
    // One fork in this process decides nothing, and so does not pass.
    assertEquals(List.of("0 run", "0 baseline", "5 run", "0 baseline"), codes);
  }

  private static List<String> gateOfThePage() throws Exception {
    String page = Files.readString(Path.of("src/site/markdown/gate.md"));
    String block = page.substring(page.indexOf("```console\n"));
    return block
        .substring(0, block.indexOf("```\n"))
        .lines()
        .filter(line -> line.startsWith("$ humhelix-bench "))
        .map(line -> line.replaceFirst("#.*", "").substring("$ humhelix-bench ".length()).strip())
        .toList();
  }

  @Test
  void aBaselineThatIsNotThereIsRefusedBeforeAnythingIsMeasured() throws Exception {
    String folderOption = "--baselines=" + folder.resolve("baselines");
    String text = runs(2, definition(""), "--baseline=main", folderOption);
    assertTrue(text.contains("make one from a run: humhelix-bench baseline set main"), text);
    text = runs(2, definition("baseline: main\n"), folderOption);
    assertTrue(text.contains("baseline in the definition (--no-baseline runs without):"), text);
    assertEquals(0, fake.calls.get());
    runs(0, definition("baseline: main\n"), folderOption, "--no-baseline");
    Path other = new MadeUpRun(1).system("x", 1).store(folder.resolve("other"));
    text = runs(2, definition(""), "--baseline=" + other);
    assertTrue(
        text.contains(
            "has no run config of this definition; it has 'x / speech', the definition 's / w';"),
        text);
  }

  /** The first run, in folder {@code before}; the definition then asks for another beam. */
  private Path baseline() throws Exception {
    Path before = folder.resolve("before");
    runs(0, definition(""), "--output=" + before);
    return before;
  }

  private Path changed(String more) throws Exception {
    Path bench = definition(more);
    return Files.writeString(
        bench, Files.readString(bench).replace("model: m", "model: m, options: {beam_size: 5}"));
  }

  @Test
  void theSystemsOfTheBaselineAreMeasuredAgainAndSaidSo() throws Exception {
    Path before = baseline();
    Path bench = changed("");
    Program program =
        new Program().harness(() -> Harness.builder().provider(fake).discovery(false));
    assertEquals(5, program.run("run", bench, "--baseline=" + before, "--progress=plain"));
    assertTrue(
        program
            .out()
            .contains(
                "Its systems were measured again, in turn with the candidates: this compares"
                    + " one\n  run.\n"),
        program.out());
    assertTrue(
        program
            .err()
            .contains("\nbaseline 's / w': measured again in this run, as 's (baseline)'.\n"),
        program.err());
    assertTrue(program.out().contains("\ns (baseline) / w  OK "), program.out());
    assertTrue(
        program.out().lines().anyMatch(line -> line.startsWith("Compared with baseline '")),
        program.out());
    assertFalse(runs(0, changed("")).contains("baseline"));
  }

  @Test
  void withoutMeasuringAgainTwoRunsAreCompared() throws Exception {
    Path before = baseline();
    String text = runs(5, changed(""), "--baseline=" + before, "--no-remeasure");
    assertTrue(text.contains("Its systems were not measured again, so this compares two"), text);
    assertFalse(text.contains("s (baseline)"), text);
    text = runs(5, definition(""), "--baseline=" + before);
    assertTrue(text.contains("Its systems were not measured again, so this compares two"), text);
    assertTrue(text.contains("baseline 's / w': compared across runs: the\n"), text);
  }

  @Test
  void thePlanShowsWhatWouldBeMeasuredAgain() throws Exception {
    Path before = baseline();
    String text = runs(0, changed(""), "--baseline=" + before, "--dry-run");
    assertTrue(text.contains("s (baseline) / w"), text);
    assertTrue(text.contains("2 run configs, 0 would be refused"), text);
    assertTrue(text.contains("baseline 's / w': measured again in this run"), text);
  }

  @Test
  void theFileAloneIsComparedAsTheRunWas() throws Exception {
    Path before = baseline();
    String json = runs(5, changed(""), "--baseline=" + before, "--json");
    assertEquals("s / w", JsonText.read(json).at("/run_configs/1/remeasured/run_config").asText());
    assertFalse(JsonText.read(json).at("/run_configs/0").has("remeasured"));
    assertTrue(JsonText.read(json).at("/comparison/run_configs/0/remeasured").asBoolean());
    assertTrue(JsonText.read(json).at("/comparison/run_configs/0/paired").asBoolean());
    Path file = Path.of(JsonText.read(json).get("results_file").asText());
    assertEquals(JsonText.read(json).at("/comparison/run_configs"), comparedAlone(file));
    // The file names its baseline, which is not there any more.
    Files.move(before, folder.resolve("elsewhere"));
    assertEquals(JsonText.read(json).at("/comparison/run_configs"), comparedAlone(file));
  }

  private static Object comparedAlone(Path file) throws Exception {
    Program compare = new Program();
    assertEquals(5, compare.run("compare", file, "--json"), compare.err());
    return JsonText.read(compare.out()).get("run_configs");
  }

  @Test
  void aDefinitionIsValidBeforeItsBaselineIsThere() throws Exception {
    Program program =
        new Program().harness(() -> Harness.builder().provider(fake).discovery(false));
    assertEquals(
        0, program.run("validate", definition("baseline: main\n"), "--probe"), program.err());
  }

  @Test
  void theJsonIsAllThatIsPrinted() throws Exception {
    String text = runs(6, definition("limits: {jvm_heap_max_bytes: \"<= 1\"}\n"), "--json");
    assertEquals("missed", JsonText.read(text).at("/limits/0/state").asText());
    assertEquals(6, JsonText.read(text).get("exit_code").asInt());
  }
}
