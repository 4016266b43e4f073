package io.humhelix.bench.backend.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.internal.process.ProcessTree;
import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Phase;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes under the real harness. */
class CommandBackendTest {

  @TempDir Path folder;

  private RunConfigResult run(SutSpec sut) throws Exception {
    return run(List.of(sut), Duration.ofMinutes(1)).get(0);
  }

  private List<RunConfigResult> run(List<SutSpec> suts, Duration callTimeout) throws Exception {
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("test")
            .workload(TestClips.workload(folder, 2))
            .suts(suts)
            .trials(
                TrialPolicy.DEFAULT
                    .withCounts(0, 1)
                    .withSeed(1)
                    .withTimeouts(Duration.ofMinutes(1), callTimeout))
            .accuracy(AccuracyPolicy.DEFAULT)
            .build();
    return Harness.builder()
        .discovery(false)
        .provider(new CommandProvider())
        .run(definition)
        .runConfigs();
  }

  @Test
  void transcribesThroughItsChannelWhateverItPrints() throws Exception {
    SutSpec sut =
        ShellProgram.ordinary()
            .hello(
                "echo '{\"type\":\"hello\",\"protocol\":99}'; echo noise >&2\n"
                    + "say '{\"type\":\"hello\",\"protocol\":1,\"engine\":\"shell\","
                    + "\"engine_version\":\"7\"}'")
            .load(
                "echo loading; say '{\"type\":\"loaded\",\"id\":'$id',\"device\":\"cpu\","
                    + "\"execution_provider\":\"sh\",\"compute_type\":\"int8\","
                    + "\"options\":{\"threads\":3,\"prompt\":null}}'")
            .transcribe(
                "echo '{\"type\":\"done\",\"id\":'$id'}'\n"
                    + "say '{\"type\":\"readable\",\"id\":'$id'}'\n"
                    + "say '{\"type\":\"segment\",\"id\":'$id',\"start\":0,\"end\":0.25,"
                    + "\"text\":\" a\",\"words\":[{\"start\":0,\"end\":0.25,\"text\":\" a\"}]}'\n"
                    + "say '{\"type\":\"segment\",\"id\":'$id',\"start\":0.25,\"end\":0.5,"
                    + "\"text\":\" text\"}'\n"
                    + "say '{\"type\":\"done\",\"id\":'$id',\"phases\":{\"decode\":0.25}}'")
            .sut("chatty", folder)
            .withOption("settings", Map.of("threads", 2));
    RunConfigResult result = run(sut);

    assertEquals(TrialStatus.OK, result.status(), result.toString());
    var effective = result.effective().orElseThrow();
    assertEquals("shell", effective.engine());
    assertEquals("7", effective.engineVersion());
    assertEquals("sh", effective.executionProvider());
    assertEquals("int8", effective.computeType());
    assertEquals(Optional.of(3L), effective.options().integer("threads"), "what the engine says");
    assertEquals(Optional.empty(), effective.options().get("beam_size"), "it told none");
    TrialResult trial = result.validTrials().get(0);
    assertEquals(" a text\n a text", trial.transcription());
    assertEquals(
        new Segment(0.25, 0.5, " text", List.of()), trial.clips().get(0).segments().get(1));
    assertEquals(" a", trial.clips().get(0).segments().get(0).words().get(0).text());
    assertEquals(List.of(new Phase("decode", 250_000_000)), trial.clips().get(0).phases());
    assertTrue(trial.clips().get(0).firstSegmentNanos().isPresent());
    assertTrue(trial.calls().transcriptionNanos(0) > 0, "reading segments is told apart");
  }

  @Test
  void whatTheProgramDoesNotTellIsNotInEffect() throws Exception {
    SutSpec silent = ShellProgram.ordinary().sut("silent", folder).withOption("beam_size", 5L);
    RunConfigResult result = run(silent.withOption("settings", Map.of("threads", 2)));
    assertEquals(Map.of(), result.effective().orElseThrow().options().asMap());
  }

  @Test
  void segmentsWithoutBlanksAreNotGluedAndAFinalTextWins() throws Exception {
    String segments =
        "say '{\"type\":\"segment\",\"id\":'$id',\"start\":0,\"end\":0.2,\"text\":\"in\"}'\n"
            + "say '{\"type\":\"segment\",\"id\":'$id',\"start\":0.2,\"end\":0.4,\"text\":\"his\"}'\n";
    SutSpec glued =
        ShellProgram.ordinary()
            .transcribe(segments + "say '{\"type\":\"done\",\"id\":'$id'}'")
            .sut("glued", folder);
    assertEquals("in his\nin his", run(glued).validTrials().get(0).transcription());
    SutSpec whole =
        ShellProgram.ordinary()
            .transcribe(segments + "say '{\"type\":\"done\",\"id\":'$id',\"text\":\"inhis\"}'")
            .sut("whole", folder);
    assertEquals("inhis\ninhis", run(whole).validTrials().get(0).transcription());
  }

  @Test
  void handsOverModelTaskOptionsAndAudioAsFiles() throws Exception {
    Path requests = folder.resolve("requests");
    Path copies = Files.createDirectory(folder.resolve("copies"));
    SutSpec sut =
        ShellProgram.ordinary()
            .load(
                "printf '%s\\n' \"$line\" >"
                    + requests
                    + "\n"
                    + "say '{\"type\":\"loaded\",\"id\":'$id',\"device\":\"cpu\"}'")
            .beforeTranscribing(
                "audio=${line#*'\"audio\":\"'}; audio=${audio%%'\"'*}\n"
                    + "cp \"$audio\" "
                    + copies
                    + "/$id")
            .sut("recorder", folder)
            .withComputeType("fp16")
            .withOption("settings", Map.of("threads", 2));
    assertEquals(TrialStatus.OK, run(sut).status());

    String load = Files.readString(requests);
    for (String part :
        List.of(
            "\"model\":\"model\"",
            "\"compute_type\":\"float16\"",
            "\"device\":\"cpu\"",
            "\"task\":\"transcribe\"",
            "\"threads\":2")) {
      assertTrue(load.contains(part), load);
    }
    assertFalse(load.contains("beam_size"), "nobody asked for it");
    try (var all = Files.list(copies)) {
      List<Path> files = all.toList();
      assertEquals(4, files.size(), "the first pass and one trial of two clips");
      byte[] source = Files.readAllBytes(folder.resolve("c0.wav"));
      assertTrue(files.stream().anyMatch(f -> same(f, source)), "16-bit audio arrives bit by bit");
    }
  }

  private static boolean same(Path file, byte[] content) {
    try {
      return java.util.Arrays.equals(Files.readAllBytes(file), content);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void leavesNoFileAndNoProcess() throws Exception {
    Path pid = folder.resolve("pid");
    Set<String> before = clipFolders();
    assertEquals(
        TrialStatus.OK,
        run(ShellProgram.ordinary()
                .load(
                    "echo $$ >"
                        + pid
                        + "; "
                        + "say '{\"type\":\"loaded\",\"id\":'$id',\"device\":\"cpu\"}'")
                .sut("tidy", folder))
            .status());
    assertFalse(
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
            .filter(ProcessTree::runs)
            .isPresent());
    assertEquals(before, clipFolders());
  }

  /** Those of this process: another program on this machine may be at work, or was killed. */
  private static Set<String> clipFolders() throws Exception {
    String own = "humhelix-bench-clips-" + ProcessHandle.current().pid() + "-";
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .map(p -> p.getFileName().toString())
          .filter(name -> name.startsWith(own))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void anotherDeviceIsInvalidWhateverItsSpeed() throws Exception {
    RunConfigResult result =
        run(
            ShellProgram.ordinary()
                .transcribe(
                    "say '{\"type\":\"done\",\"id\":'$id',\"text\":\"a text\",\"device\":\"cpu\"}'")
                .load("say '{\"type\":\"loaded\",\"id\":'$id',\"device\":\"cuda\"}'")
                .sut("fallback", folder)
                .withDevice("cuda"));
    assertEquals(TrialStatus.INVALID, result.status());
  }

  @Test
  void aReportedErrorCostsItsTrialAlone() throws Exception {
    Path count = folder.resolve("count");
    RunConfigResult result =
        run(
            ShellProgram.ordinary()
                .transcribe(
                    "echo x >>"
                        + count
                        + "\n"
                        + "if [ $(wc -l <"
                        + count
                        + ") = 2 ]; then echo why >&2; "
                        + "say '{\"type\":\"error\",\"id\":'$id',\"kind\":\"out_of_memory_device\","
                        + "\"message\":\"no room\",\"remedy\":\"less\"}'\n"
                        + "else say '{\"type\":\"done\",\"id\":'$id',\"text\":\"a text\"}'; fi")
                .sut("stumbling", folder));
    assertEquals(TrialStatus.OK, result.status());
    assertTrue(
        result.issues().stream().anyMatch(issue -> issue.code().equals("warm-up-failed")),
        result.issues().toString());
    var failure = result.trials().get(1).failure().orElseThrow();
    assertEquals(FailureKind.OUT_OF_MEMORY_DEVICE, failure.kind());
    assertTrue(failure.message().contains("no room"), failure.message());
    assertEquals("less", failure.remedy());
    assertTrue(failure.detail().contains("why"), "what it printed is kept");
    assertEquals(1, result.validTrials().size(), "it goes on");
  }
}
