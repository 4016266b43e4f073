package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.harness.FakeProvider;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.Plan;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.report.TableView;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.store.RecordReader;
import io.humhelix.bench.store.TrialValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

  @TempDir private Path folder;

  private final FakeProvider fake = new FakeProvider();
  private final Program program =
      new Program().harness(() -> Harness.builder().discovery(false).provider(fake));

  RunCommandTest() {
    fake.features = EnumSet.of(Capability.LANGUAGE);
  }

  private Path output() {
    return folder.resolve("out");
  }

  private int run(Path file, String... more) {
    Object[] first = {"run", file, "--output", output()};
    return program.run(Stream.concat(Stream.of(first), Stream.of(more)).toArray());
  }

  private List<Path> resultsFiles() throws IOException {
    try (Stream<Path> files = Files.list(output())) {
      return files.toList();
    }
  }

  @Test
  void measuresReportsAndStores() throws Exception {
    fake.device = "cuda";
    assertEquals(
        0, run(LegacyFile.write(folder, "fake", "tiny.en")), () -> program.err() + program.out());
    assertTrue(program.out().contains("tiny.en"), program.out());
    assertTrue(program.out().contains("\nArithmetic means: show --by model,"), program.out());
    assertTrue(program.out().contains("5 of 5 planned trials valid"), program.out());
    Path file = resultsFiles().get(0);
    assertTrue(program.out().contains("Results: " + file), program.out());
    assertTrue(RecordReader.read(file).damages().isEmpty());
    assertTrue(program.err().contains("tiny.en / 30s.wav: OK, RTFx "), program.err());
    assertFalse(program.err().contains("\r"), program.err());
  }

  @Test
  void theTableHasTheMeansOfTheStoredTrials() throws Exception {
    fake.device = "cuda";
    assertEquals(
        0, run(LegacyFile.write(folder, "fake", "tiny.en"), "--set", "*.beam_size=3", "--wide"));
    List<TrialValues> trials =
        RecordReader.read(resultsFiles().get(0)).records().stream()
            .flatMap(stored -> stored.values().stream())
            .toList();
    assertEquals(5, trials.size());
    TrialValues one = trials.get(0);
    String means =
        Stream.<ToDoubleFunction<TrialValues>>of(
                TrialValues::totalTranscriptionTime,
                TrialValues::inferenceTime,
                TrialValues::transcriptionTime,
                TrialValues::rtf)
            .map(value -> trials.stream().mapToDouble(value).average().orElseThrow())
            .map(mean -> NumberText.significant(mean, 6))
            .collect(Collectors.joining(" "));
    String row =
        String.join(" ", one.model(), one.device(), "" + one.beamSize(), one.audioFile(), means)
            + " 5 tiny.en / 30s.wav";
    assertEquals(3, one.beamSize());
    assertTrue(
        program.out().lines().map(line -> line.replaceAll(" +", " ")).anyMatch(row::equals),
        () -> row + " is not in:\n" + program.out());
  }

  @Test
  void progressCanBeSwitchedOff() throws Exception {
    fake.device = "cuda";
    assertEquals(0, run(LegacyFile.write(folder, "fake", "tiny.en"), "--progress", "none"));
    assertEquals("", program.err());
  }

  @Test
  void aRefusedRunConfigIsExitCode1WithAllReasons() throws Exception {
    fake.preflight =
        Preflight.refused(
            List.of(
                Issue.error("no-cuda", "no CUDA in the library.", "Give a GPU build."),
                Issue.error("model-missing", "no such model.", "Download it.")));
    assertEquals(1, run(LegacyFile.write(folder, "fake", "tiny", "base")));
    for (String text :
        List.of("REFUSED", "no CUDA in the library", "Give a GPU build", "help: Download it.")) {
      assertTrue(program.out().contains(text), program.out());
    }
    assertEquals(0, fake.opened.get());
  }

  @Test
  void withoutItsBackendARunConfigIsRefused() throws Exception {
    assertEquals(1, run(LegacyFile.write(folder, "", "tiny")));
    assertTrue(program.out().contains("faster-whisper"), program.out());
    assertTrue(program.out().contains("REFUSED"), program.out());
  }

  @Test
  void theCommandLineOverridesTheFile() throws Exception {
    Path file = LegacyFile.write(folder, "", "tiny");
    assertEquals(
        0,
        run(
            file,
            "--backend=fake",
            "--device=cpu",
            "--compute-type=q5_1",
            "--models=" + folder.resolve("elsewhere"),
            "--workloads=" + folder,
            "--dry-run"),
        () -> program.err() + program.out());
    String row = program.out().lines().filter(l -> l.contains("fake")).findFirst().orElseThrow();
    assertTrue(row.matches(".*fake +tiny +q5_1 +cpu .*"), row);
    assertTrue(program.out().lines().allMatch(l -> l.length() <= 80), program.out());
  }

  @Test
  void aDryRunMeasuresNothing() throws Exception {
    assertEquals(0, run(LegacyFile.write(folder, "fake", "tiny", "base"), "--dry-run"));
    assertEquals(0, fake.opened.get());
    assertFalse(Files.exists(output()));
    assertTrue(program.out().contains("2 run configs, 0 would be refused; about "), program.out());
    assertTrue(program.out().contains("Nothing was measured"), program.out());
    assertFalse(program.out().contains("peak search"), program.out());
  }

  @Test
  void aPlanOfAPeakSearchSaysWhatItsTimeIsFor() {
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("plan")
            .workload(Workload.of("clip", AudioClip.of(folder.resolve("a.wav"))))
            .sut(SutSpec.of("one", "fake", "tiny"))
            .scenario(
                new Scenario.Server(
                    2,
                    Optional.of(new LatencyLimit(95, Duration.ofSeconds(1))),
                    Optional.of(PeakSearch.DEFAULT),
                    OpenLoop.DEFAULT,
                    Extent.ONE_PASS))
            .build();
    String text =
        new PlanTable(new Plan(definition, List.of(), List.of()), Symbols.ASCII, TableView.DEFAULT)
            .toString();
    assertTrue(text.contains("Most of it is the peak search"), text);
  }

  @Test
  void aDryRunTellsWhatWouldBeRefused() throws Exception {
    fake.preflight =
        Preflight.refused(List.of(Issue.error("model-missing", "no such model.", "Get it.")));
    assertEquals(1, run(LegacyFile.write(folder, "fake", "tiny"), "--dry-run"));
    assertTrue(program.out().contains("would be REFUSED\n  error [model-missing]"), program.out());
    assertTrue(program.out().contains("1 run config, 1 would be refused"), program.out());
  }

  @Test
  void onlyTheChosenRunConfigsAreRun() throws Exception {
    Path file = LegacyFile.write(folder, "fake", "tiny", "tiny.en", "base");
    assertEquals(0, run(file, "--only", "tiny*", "--dry-run"));
    assertTrue(program.out().contains("2 run configs, "), program.out());
  }

  @Test
  void aPatternWithoutMatchIsBadInput() throws Exception {
    Path file = LegacyFile.write(folder, "fake", "tiny.en", "base");
    assertEquals(2, run(file, "--only", "tinny.en"));
    assertTrue(program.err().contains("did you mean 'tiny.en'?"), program.err());
    assertEquals(0, fake.opened.get());
  }

  @Test
  void anUnknownKeyIsBadInputWithItsPlace() throws Exception {
    Path file = LegacyFile.write(folder, "fake", "tiny.en");
    Files.writeString(file, Files.readString(file).replace("beam_size", "beam_sise"));
    assertEquals(2, run(file));
    assertTrue(program.err().contains("benchmark.config.yaml:7:5: "), program.err());
    assertTrue(program.err().contains("beam_size"), program.err());
    assertEquals("", program.out());
  }

  @Test
  void aFileThatIsNotThereIsBadInput() {
    assertEquals(2, run(folder.resolve("none.yaml")));
    assertTrue(program.err().contains("none.yaml"), program.err());
  }

  @Test
  void aSettingOfAnUnknownFormIsBadInput() throws Exception {
    Path file = LegacyFile.write(folder, "fake", "tiny.en");
    assertEquals(2, run(file, "--set", "beam_size"));
    assertTrue(program.err().contains("--set"), program.err());
  }

  @Test
  void anOutputFolderThatCannotBeMadeIsBadInput() throws Exception {
    Path file = LegacyFile.write(folder, "fake", "tiny.en");
    Files.writeString(output(), "a file");
    assertEquals(2, run(file), program::err);
    assertTrue(program.err().contains("out"), program.err());
    assertEquals(0, fake.opened.get());
  }
}
