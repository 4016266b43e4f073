package io.humhelix.bench.backend.whisper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own for what may crash, with all that it writes.
 *
 * @param exitCode 0 if {@code main} returned
 * @param out what came on the standard output stream
 * @param err what came on the standard error stream
 * @param log what went to SLF4J
 */
public record ForkedJvm(int exitCode, String out, String err, String log) {

  private static final int FIRST_WITH_NATIVE_ACCESS_WARNING = 24;

  public static ForkedJvm run(
      Path folder, Class<?> main, List<String> vmOptions, List<String> arguments)
      throws IOException, InterruptedException {
    return run(folder, System.getProperty("java.class.path"), main, vmOptions, arguments);
  }

  public static ForkedJvm run(
      Path folder, String classPath, Class<?> main, List<String> vmOptions, List<String> arguments)
      throws IOException, InterruptedException {
    return run(folder, classPath, Map.of(), main, vmOptions, arguments);
  }

  public static ForkedJvm run(
      Path folder,
      String classPath,
      Map<String, String> environment,
      Class<?> main,
      List<String> vmOptions,
      List<String> arguments)
      throws IOException, InterruptedException {
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    Path log = folder.resolve("log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= FIRST_WITH_NATIVE_ACCESS_WARNING) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.add("-XX:-CreateCoredumpOnCrash");
    command.add("-XX:ErrorFile=" + folder.resolve("hs_err.log"));
    command.add("-Dhumhelix.test.data=" + TestData.ROOT);
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=debug");
    command.add("-Dorg.slf4j.simpleLogger.logFile=" + log);
    command.addAll(vmOptions);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(20, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
    }
    return new ForkedJvm(
        process.exitValue(),
        Files.readString(out),
        Files.readString(err),
        Files.exists(log) ? Files.readString(log) : "");
  }
}
