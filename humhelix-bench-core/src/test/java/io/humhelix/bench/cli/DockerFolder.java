package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.RequiredProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The folder examples/docker, and programs that are run in it. */
final class DockerFolder {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path PATH = ROOT.resolve("examples/docker");

  /** How a program ended, and what it wrote to both streams. */
  record Ended(int code, String said) {}

  private DockerFolder() {}

  static String read(String name) throws IOException {
    return Files.readString(PATH.resolve(name));
  }

  /** A program of the PATH or beside the tests' Python; where it is missing, the test ends. */
  static String program(String name) {
    Path python = Path.of(System.getProperty("humhelix.test.python", "python3"));
    Path beside = python.resolveSibling(name).toAbsolutePath();
    return Stream.concat(
            Stream.of(beside),
            Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseGet(
            () -> {
              RequiredProgram.missing("there is no " + name + " here");
              throw new IllegalStateException();
            });
  }

  static Ended run(Path folder, Map<String, String> environment, List<String> command)
      throws Exception {
    Path said = Files.createTempFile("humhelix-docker-", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(said.toFile());
      builder.environment().keySet().removeIf(name -> name.matches("MAKE.*|CPU|GPU|HOSTS"));
      builder.environment().putAll(environment);
      Process process = builder.start();
      assertTrue(process.waitFor(2, TimeUnit.MINUTES), command.toString());
      return new Ended(process.exitValue(), Files.readString(said));
    } finally {
      Files.delete(said);
    }
  }

  static Path script(Path file, String... lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    assertTrue(file.toFile().setExecutable(true));
    return file;
  }

  /**
   * Runs make with a program {@code docker} that does nothing but note how it was called.
   *
   * @return each call's words
   */
  static List<List<String>> callsOfDocker(Path folder, String... arguments) throws Exception {
    Path bin = folder.resolve("bin");
    Path calls = folder.resolve("calls");
    Files.deleteIfExists(calls);
    script(
        bin.resolve("docker"),
        "{ printf '%s\\n' \"$@\"; echo; } >>'" + calls + "'",
        "echo whisper_backend_init_gpu");
    List<String> command = new ArrayList<>(List.of(program("make"), "-C", PATH.toString()));
    command.addAll(List.of(arguments));
    Ended ended = run(PATH, Map.of("PATH", bin + ":" + System.getenv("PATH")), command);
    assertTrue(ended.code() == 0, ended.toString());
    return Files.exists(calls)
        ? Stream.of(Files.readString(calls).split("\n\n")).map(c -> List.of(c.split("\n"))).toList()
        : List.of();
  }
}
