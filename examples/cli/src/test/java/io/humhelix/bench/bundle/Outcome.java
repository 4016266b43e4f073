package io.humhelix.bench.bundle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a program did that has ended: its exit code, and all that it printed. */
record Outcome(int status, String text, long pid) {

  /** Runs a program in a folder, with no variable of Java's but those given. */
  static Outcome of(
      Path folder, int minutes, Path program, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder, "output", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("JAVA") || name.startsWith("JDK"));
    builder.environment().putAll(environment);
    Process process = builder.directory(folder.toFile()).redirectOutput(output.toFile()).start();
    try {
      assertTrue(process.waitFor(minutes, TimeUnit.MINUTES), "it did not end: " + program);
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(output, StandardCharsets.UTF_8);
    return new Outcome(process.exitValue(), text, process.pid());
  }
}
