package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.harness.FakeProvider;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.TestClips;
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

  /** The block of the README, run line by line. */
  @Test
  void theGateOfTheReadmeRuns() throws Exception {
    Path bench = definition("");
    List<String> codes = new ArrayList<>();
    for (String line : readmeGate()) {
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

  private static List<String> readmeGate() throws Exception {
    String readme = Files.readString(Path.of("../README.md"));
    int begin = readme.indexOf("### A gate in CI");
    String block = readme.substring(readme.indexOf("```console\n", begin));
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

  @Test
  void theJsonIsAllThatIsPrinted() throws Exception {
    String text = runs(6, definition("limits: {jvm_heap_max_bytes: \"<= 1\"}\n"), "--json");
    assertEquals("missed", CliJson.read(text).at("/limits/0/state").asText());
    assertEquals(6, CliJson.read(text).get("exit_code").asInt());
  }
}
