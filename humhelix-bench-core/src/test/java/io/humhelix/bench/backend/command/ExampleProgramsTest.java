package io.humhelix.bench.backend.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
    Path cli =
        Files.writeString(
            folder.resolve("fake-cli"),
            "#!/bin/sh\n[ \"$7\" = auto ] || exit 4\nprintf ' He said \"no\\\\yes\"\\n and\\tleft'\n");
    assertTrue(cli.toFile().setExecutable(true));
    Path model = Files.writeString(folder.resolve("m.bin"), "weights");
    SutSpec sut =
        SutSpec.of("sh", CommandProvider.ID, model.toString())
            .withOption("command", List.of("./whisper-cli.sh"))
            .withOption("environment", Map.of("WHISPER_CLI", cli.toString()));
    RunConfigResult result = run(sut);
    assertEquals(TrialStatus.OK, result.status(), result.toString());
    assertEquals(
        " He said \"no\\yes\"  and left", result.validTrials().get(0).clips().get(0).text());

    Files.writeString(cli, "#!/bin/sh\nexit 7\n");
    assertTrue(
        run(sut).trials().get(0).failure().orElseThrow().message().contains("ended with code 7"));
    assertEquals(
        TrialStatus.FAILED, run(sut.withModel(folder + "/missing.bin")).status(), "no model");
    assertEquals(
        TrialStatus.REFUSED,
        run(sut.withOption("environment", Map.of("WHISPER_CLI", "/no/such/cli"))).status());
  }
}
