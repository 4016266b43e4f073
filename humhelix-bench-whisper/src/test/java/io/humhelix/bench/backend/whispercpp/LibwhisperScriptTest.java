package io.humhelix.bench.backend.whispercpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.whisper.TestData;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code .ci/libwhisper}, which makes {@link NativeBuilds}, says before it builds anything.
 */
@EnabledOnOs(OS.LINUX)
class LibwhisperScriptTest {

  private static final Path SCRIPT =
      TestData.ROOT.resolve("../../.ci/libwhisper").toAbsolutePath().normalize();
  private static final List<String> WITHOUT_COMPILER =
      List.of(
          "bash",
          "cat",
          "cut",
          "dirname",
          "find",
          "grep",
          "mkdir",
          "mktemp",
          "python3",
          "rm",
          "sha256sum",
          "tail");

  @TempDir Path folder;

  @Test
  void aMissingProgramIsNamed() throws Exception {
    Path programs = Files.createDirectory(folder.resolve("programs"));
    for (String name : WITHOUT_COMPILER) {
      Path program =
          Files.writeString(programs.resolve(name), "#!/bin/sh\nexec " + found(name) + " \"$@\"\n");
      assertTrue(program.toFile().setExecutable(true));
    }
    Path builds = folder.resolve("builds");
    Ended ended = run(programs.toString(), builds.toString());
    assertEquals(3, ended.exitCode(), ended.said());
    assertTrue(ended.said().contains("'cmake' is missing"), ended.said());
    try (Stream<Path> left = Files.list(builds)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void aWordThatItDoesNotKnowIsRefused() throws Exception {
    Ended ended = run(System.getenv("PATH"), folder.toString(), "cuda");
    assertEquals(2, ended.exitCode(), ended.said());
    assertTrue(ended.said().contains("FOLDER [vulkan]"), ended.said());
  }

  private record Ended(int exitCode, String said) {}

  private static Ended run(String path, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(found("bash").toString(), SCRIPT.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PATH", path);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  private static Path found(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }
}
