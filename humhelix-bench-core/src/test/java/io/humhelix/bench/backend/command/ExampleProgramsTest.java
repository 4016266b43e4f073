package io.humhelix.bench.backend.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.RequiredProgram;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs that are there to be copied do what their README says. */
class ExampleProgramsTest {

  private static final Path EXAMPLES = Path.of("..", "examples", "command").toAbsolutePath();

  @TempDir Path folder;

  private RunConfigResult run(SutSpec sut) throws Exception {
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("test")
            .workload(TestClips.workload(folder, 6))
            .sut(sut.withOption("directory", EXAMPLES.toString()))
            .trials(TrialPolicy.DEFAULT.withCounts(0, 1))
            .build();
    return Harness.builder()
        .discovery(false)
        .provider(new CommandProvider())
        .run(definition)
        .runConfigs()
        .get(0);
  }

  private static String python() {
    String python = System.getProperty("humhelix.test.python", "python3");
    if (CommandPreflight.executable(python, EXAMPLES, System.getenv()).isEmpty()) {
      RequiredProgram.missing("there is no " + python);
    }
    return python;
  }

  @Test
  void thePythonEngineTellsHowLoudEachSecondIs() throws Exception {
    RunConfigResult result =
        run(
            SutSpec.of("py", CommandProvider.ID, "none")
                .withOption("command", List.of(python(), "engine.py")));
    assertEquals(TrialStatus.OK, result.status(), result.toString());
    assertEquals("loudness", result.effective().orElseThrow().engine());
    var clip = result.validTrials().get(0).clips().get(5);
    assertEquals(
        " 49", clip.segments().get(0).text(), "just under half of full scale, by TestClips");
    assertEquals(1, clip.segments().get(0).endSeconds());
  }

  @Test
  void thePythonEngineIsUnderSixtyLines() throws Exception {
    assertTrue(Files.readAllLines(EXAMPLES.resolve("engine.py")).size() < 60);
  }

  @Test
  void theShellScriptWrapsWhisperCli() throws Exception {
    // As examples/cli/cli.cpp of whisper.cpp v1.9.3 prints: whisper_print_segment_callback.
    Path arguments = folder.resolve("arguments");
    Path cli =
        Files.writeString(
            folder.resolve("fake-cli"),
            "#!/bin/sh\necho \"$*\" >"
                + arguments
                + "\nprintf '\\n[00:00:00.000 --> 00:00:01.000]   He said \"no\\\\yes\"\\n'\n"
                + "printf '[00:00:01.000 --> 00:00:02.000]   and\\tleft\\n'\n");
    assertTrue(cli.toFile().setExecutable(true));
    Path model = Files.writeString(folder.resolve("m.bin"), "weights");
    SutSpec sut =
        SutSpec.of("sh", CommandProvider.ID, model.toString())
            .withOption("command", List.of("./whisper-cli.sh"))
            .withOption("environment", Map.of("WHISPER_CLI", cli.toString()));
    RunConfigResult result = run(sut);
    assertEquals(TrialStatus.OK, result.status(), result.toString());
    assertEquals(
        " He said \"no\\yes\" and left", result.validTrials().get(0).clips().get(0).text());

    String given = Files.readString(arguments);
    assertFalse(given.contains("timestamps"), "that would change what is decoded: " + given);
    assertFalse(given.contains("--beam-size"), given);
    assertTrue(given.contains("--language auto"), given);
    assertEquals(5, result.effective().orElseThrow().options().integer("beam_size").orElseThrow());
    assertEquals(
        "always",
        result.effective().orElseThrow().options().text("timestamps_decoded").orElseThrow());

    RunConfigResult greedy =
        run(
            sut.withOption("beam_size", 1L)
                .withOption("settings", Map.of("best_of", 2, "threads", 3)));
    assertEquals(TrialStatus.OK, greedy.status(), greedy.toString());
    given = Files.readString(arguments);
    assertTrue(
        given.contains("--best-of 2")
            && given.contains("--threads 3")
            && given.contains("--beam-size 1"),
        given);
    assertEquals(1, greedy.effective().orElseThrow().options().integer("beam_size").orElseThrow());
    assertEquals(3, greedy.effective().orElseThrow().options().integer("threads").orElseThrow());
    RunConfigResult unknown = run(sut.withOption("settings", Map.of("patience", 2)));
    assertTrue(
        unknown.failure().orElseThrow().message().contains("setting patience is unknown"),
        unknown.toString());

    Files.writeString(cli, "#!/bin/sh\nexit 7\n");
    assertTrue(
        run(sut).trials().get(0).failure().orElseThrow().message().contains("ended with code 7"));
    assertEquals(
        TrialStatus.FAILED, run(sut.withModel(folder + "/missing.bin")).status(), "no model");
    assertEquals(
        TrialStatus.REFUSED,
        run(sut.withOption("environment", Map.of("WHISPER_CLI", "/no/such/cli"))).status());
  }

  @Test
  void theShellScriptSaysCudaOnlyWhereWhisperCliDoes() throws Exception {
    Path arguments = folder.resolve("arguments");
    Path sizes = folder.resolve("sizes");
    Path said = folder.resolve("said");
    // As src/whisper.cpp of v1.9.3 logs it: whisper_backend_init_gpu.
    Files.writeString(said, "whisper_backend_init_gpu: using CUDA0 backend\n");
    Path cli =
        Files.writeString(
            folder.resolve("fake-cli"),
            "#!/bin/sh\necho \"$*\" >>"
                + arguments
                + "\nfor file; do :; done; wc -c <\"$file\" >>"
                + sizes
                + "\ncase \"$*\" in *--no-prints*) ;; *) cat "
                + said
                + " >&2 ;; esac\nprintf '[00:00:00.000 --> 00:00:01.000]   Yes\\n'\n");
    assertTrue(cli.toFile().setExecutable(true));
    Path model = Files.writeString(folder.resolve("m.bin"), "weights");
    SutSpec sut =
        SutSpec.of("sh", CommandProvider.ID, model.toString())
            .withOption("command", List.of("./whisper-cli.sh"))
            .withOption("environment", Map.of("WHISPER_CLI", cli.toString()));

    RunConfigResult cpu = run(sut);
    assertEquals("cpu", cpu.effective().orElseThrow().device().toString());
    assertTrue(
        Files.readAllLines(arguments).stream().allMatch(line -> line.startsWith("--no-gpu ")));

    Files.delete(arguments);
    Files.delete(sizes);
    RunConfigResult cuda = run(sut.withDevice("cuda"));
    assertEquals(TrialStatus.OK, cuda.status(), cuda.toString());
    assertEquals("cuda", cuda.effective().orElseThrow().device().toString());
    List<String> calls = Files.readAllLines(arguments);
    assertTrue(calls.stream().noneMatch(line -> line.contains("--no-gpu")), calls.toString());
    assertFalse(calls.get(0).contains("--no-prints"), "its log is what proves the device");
    assertEquals("3244", Files.readAllLines(sizes).get(0).strip(), "a header and 0.1 s of silence");

    Files.writeString(said, "whisper_backend_init_gpu: no GPU found\n");
    RunConfigResult none = run(sut.withDevice("cuda"));
    assertEquals(TrialStatus.FAILED, none.status(), none.toString());
    assertTrue(
        none.failure().orElseThrow().message().contains("does not run on a CUDA GPU"),
        none.toString());
  }
}
