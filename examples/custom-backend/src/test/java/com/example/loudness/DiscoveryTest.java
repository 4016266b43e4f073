package com.example.loudness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host in a JVM of its own finds the backend, once as a module and once on the class path. */
class DiscoveryTest {

  private static final String HOST = "com.example.host.Host";
  private static final String CLIP = "../data/speech/5s.wav";

  @TempDir Path folder;

  @Test
  void foundAndRunOnTheModulePath() throws Exception {
    String path = compileHost() + File.pathSeparator + products();

    List<String> output = run("java", List.of("-p", path, "-m", "com.example.host/" + HOST, CLIP));

    assertTrue(output.contains("module com.example.host"), output::toString);
    assertFoundAndRun(output);
  }

  @Test
  @Tag("slow")
  void foundAndRunOnTheClassPath() throws Exception {
    String path = compileHost() + File.pathSeparator + products();

    List<String> output = run("java", List.of("-cp", path, HOST, CLIP));

    assertTrue(output.contains("module null"), output::toString);
    assertFoundAndRun(output);
  }

  private static void assertFoundAndRun(List<String> output) {
    assertTrue(output.contains("backend loudness true"), output::toString);
    assertTrue(output.contains("status OK"), output::toString);
    assertTrue(output.contains("text speech speech speech speech speech"), output::toString);
  }

  private Path compileHost() throws Exception {
    Path classes = folder.resolve("host");
    List<String> arguments =
        new ArrayList<>(List.of("-d", classes.toString(), "-p", products(), "--release", "17"));
    try (Stream<Path> sources = Files.walk(Path.of("src/test/host"))) {
      sources.map(Path::toString).filter(s -> s.endsWith(".java")).forEach(arguments::add);
    }
    run("javac", arguments);
    return classes;
  }

  /** The class path of this test without the test framework and without the tests. */
  private static String products() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.matches(".*(test-classes|junit|opentest4j|apiguardian|jspecify).*"))
        .filter(entry -> Files.exists(Path.of(entry)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private List<String> run(String program, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", program).toString());
    command.addAll(arguments);
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(process.waitFor(2, TimeUnit.MINUTES), "did not end");
    } finally {
      process.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
    assertEquals(0, process.exitValue(), lines::toString);
    return lines;
  }
}
