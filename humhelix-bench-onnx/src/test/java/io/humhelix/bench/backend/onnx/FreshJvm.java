package io.humhelix.bench.backend.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs a program of the tests in a JVM that has not loaded anything yet. */
public final class FreshJvm {

  private static final int FIRST_JAVA_WITH_NATIVE_ACCESS_WARNING = 24;

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private String classPath = System.getProperty("java.class.path");

  /** Keeps what the program prints in a folder, which is also its home. */
  public FreshJvm(Path folder) {
    this.folder = folder;
  }

  /** Sets a variable of its environment. */
  public FreshJvm with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Puts another jar of ONNX Runtime in the place of this build's. */
  public FreshJvm withRuntime(Path jar) {
    classPath =
        Arrays.stream(classPath.split(File.pathSeparator))
            .map(
                entry ->
                    entry.matches(".*[/\\\\]onnxruntime-[0-9.]+\\.jar") ? jar.toString() : entry)
            .collect(Collectors.joining(File.pathSeparator));
    return this;
  }

  /** Returns the lines that the program prints; fails with all of its output if it does. */
  public List<String> run(Class<?> program, List<String> options, Object... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-Dhumhelix.test.data=" + System.getProperty("humhelix.test.data"));
    if (Runtime.version().feature() >= FIRST_JAVA_WITH_NATIVE_ACCESS_WARNING) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", classPath, program.getName()));
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    Path out = folder.resolve("out");
    Path errors = folder.resolve("errors");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(errors.toFile());
    builder.environment().put("HOME", folder.toString());
    builder.environment().putAll(environment);
    // Then memory does not depend on which thread frees what.
    builder.environment().put("MALLOC_ARENA_MAX", "1");
    Process process = builder.start();
    try {
      assertEquals(0, process.waitFor(), () -> read(out) + read(errors));
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(out);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
