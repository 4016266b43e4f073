package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.harness.Plan;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.report.TableView;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.store.GoldenRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables beside that of a run, with names as people have them, at several widths. */
class GoldenScreensTest {

  @TempDir private Path folder;

  private void same(String name, int width, String text) throws IOException {
    List<String> tooWide =
        text.lines()
            .filter(line -> DisplayText.width(line) > width)
            .filter(line -> !line.contains(folder.toString()))
            .toList();
    assertEquals(List.of(), tooWide);
    ExpectedText.assertSame("screens/" + name + "-" + width, folder, text);
  }

  private String says(int width, Object... args) {
    Program program = new Program().environment("COLUMNS", Integer.toString(width));
    assertEquals(0, program.run(args), program.err());
    return program.out();
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 120})
  void plans(int width) throws IOException {
    List<Workload> workloads = new ArrayList<>();
    for (String name : List.of("librivox test-clean, 40 speakers", "meetings of an hour")) {
      workloads.add(
          Workload.of(name, AudioClip.of(Path.of("a.wav")), AudioClip.of(Path.of("b.wav"))));
    }
    List<SutSpec> systems =
        List.of(
            SutSpec.of("whisper.cpp large-v3-turbo q5_1", "whisper-jni", "ggml-large-v3-turbo-q5_1")
                .withComputeType("q5_1")
                .withOption("beam_size", 5L)
                .withOption("threads", 8L),
            SutSpec.of("faster-whisper large-v3 on cuda:0", "faster-whisper", "large-v3")
                .withComputeType("int8_float16")
                .withOption("beam_size", 5L)
                .withOption("vad_filter", true));
    BenchmarkDefinition.Builder definition = BenchmarkDefinition.builder("nightly");
    List<Plan.Entry> entries = new ArrayList<>();
    for (SutSpec system : systems) {
      definition.sut(system);
      boolean refused = system.backend().equals("faster-whisper");
      List<Issue> issues =
          refused
              ? List.of(
                  Issue.error(
                      "device-unavailable",
                      "faster-whisper: device 'cuda' was requested, but CTranslate2 sees no CUDA"
                          + " device.",
                      "Install the CUDA build, or set device to cpu."))
              : List.of();
      for (Workload workload : workloads) {
        entries.add(
            new Plan.Entry(
                new RunConfig("0123456789ab", system, workload),
                issues,
                35,
                1234.5,
                refused ? Duration.ZERO : Duration.ofMinutes(125)));
      }
    }
    workloads.forEach(definition::workload);
    Plan plan = new Plan(definition.build(), entries, List.of());
    same("plan", width, new PlanTable(plan, Symbols.ASCII, TableView.ofWidth(width)).toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 120})
  void clips(int width) throws Exception {
    Path file = GoldenRuns.copy("failed", folder);
    same("clips", width, says(width, "show", file, "--clips"));
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 120})
  void checkedFiles(int width) throws Exception {
    GoldenRuns.copy("single-stream", folder);
    LegacyResults.write(folder);
    same("verify", width, says(width, "verify", folder));
    Path far = Files.createDirectories(folder.resolve("results of the machine in the cellar"));
    GoldenRuns.copy("pair-old", far);
    // Paths of a test differ from run to run.
    String folded = says(width, "verify", folder, far);
    assertTrue(folded.lines().allMatch(line -> line.length() <= width), folded);
  }
}
