package io.humhelix.bench.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application that plans and runs the engines in worker processes has nothing of them in its own
 * memory, so that no crash of theirs is its own.
 */
@EnabledOnOs(OS.LINUX)
class HostSurvivesIT {

  private static final Path BUNDLE = Path.of("target/humhelix-bench").toAbsolutePath();
  private static final Path EXAMPLES = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern ENGINE =
      Pattern.compile("onnxruntime|whisper|ggml|jnidispatch|ctranslate2");

  private static final String HOST =
      """
      import io.humhelix.bench.harness.Harness;
      import io.humhelix.bench.model.*;
      import java.nio.file.*;

      public class Host {
        public static void main(String[] args) throws Exception {
          Path data = Path.of(args[0]);
          var suts = new java.util.ArrayList<SutSpec>();
          // First: its parts must not come before whisper-jni where that is checked.
          if (args.length > 3) {
            suts.add(
                SutSpec.of("c", "whisper.cpp", "tiny.en")
                    .withComputeType("q5_1")
                    .withOption("library", args[3]));
          }
          suts.add(SutSpec.of("w", "whisper-jni", "tiny.en").withComputeType("q5_1"));
          suts.add(SutSpec.of("o", "onnxruntime", "tiny.en"));
          BenchmarkDefinition definition =
              BenchmarkDefinition.builder("host")
                  .models(data.resolve("models"))
                  .workload(Workload.of("clip", AudioClip.of(Path.of(args[1]))))
                  .suts(suts)
                  .isolation(Isolation.valueOf(args[2]))
                  .trials(TrialPolicy.DEFAULT.withCounts(0, 1).withForks(1))
                  .build();
          Harness.builder().backends(true);
          Harness.builder().plan(definition);
          for (var result : Harness.run(definition).runConfigs()) {
            System.out.println("STATUS " + result.status());
          }
          for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
            if (line.contains(".so")) {
              System.out.println("LOADED " + line.substring(line.indexOf('/')));
            }
          }
        }
      }
      """;

  @TempDir Path folder;

  private Outcome host(String isolation, String... library) throws Exception {
    Path source = Files.writeString(folder.resolve("Host.java"), HOST);
    Path clip;
    try (var files = Files.walk(EXAMPLES.resolve("data"))) {
      clip = files.filter(file -> file.toString().endsWith(".wav")).sorted().findFirst().get();
    }
    Stream<String> arguments =
        Stream.of(
            "-cp",
            BUNDLE.resolve("lib") + "/*",
            source.toString(),
            EXAMPLES.resolve("data").toString(),
            clip.toString(),
            isolation);
    return Outcome.of(
        folder,
        10,
        Path.of(System.getProperty("java.home"), "bin", "java"),
        Map.of(),
        Stream.concat(arguments, Stream.of(library)).toArray(String[]::new));
  }

  private static List<String> engines(Outcome outcome) {
    return outcome
        .text()
        .lines()
        .filter(line -> line.startsWith("LOADED ") && ENGINE.matcher(line).find())
        .distinct()
        .toList();
  }

  @Test
  void noLibraryOfAnEngineIsInTheHost() throws Exception {
    Outcome outcome = host("PROCESS");
    assertEquals(0, outcome.status(), outcome.text());
    assertEquals(2, outcome.text().lines().filter("STATUS OK"::equals).count(), outcome.text());
    assertTrue(outcome.text().contains("LOADED "), outcome.text());
    assertEquals(List.of(), engines(outcome), outcome.text());
  }

  /** A libwhisper of the user's own, which a plan looks into. */
  @Test
  void norIsALibwhisper() throws Exception {
    String builds = System.getProperty("humhelix.test.whisper.cpp", "");
    assumeTrue(
        !builds.isEmpty(), "no -Dhumhelix.test.whisper.cpp=FOLDER names builds of whisper.cpp");
    Outcome outcome = host("PROCESS", Path.of(builds).toAbsolutePath().resolve("cpu").toString());
    assertEquals(0, outcome.status(), outcome.text());
    assertEquals(3, outcome.text().lines().filter("STATUS OK"::equals).count(), outcome.text());
    assertEquals(List.of(), engines(outcome), outcome.text());
  }

  /** The same question finds them where the host asked for them. */
  @Test
  void inProcessTheyAreInTheHost() throws Exception {
    Outcome outcome = host("IN_PROCESS");
    assertEquals(0, outcome.status(), outcome.text());
    assertTrue(
        engines(outcome).stream().anyMatch(line -> line.contains("libwhisper")), outcome.text());
    assertTrue(
        engines(outcome).stream().anyMatch(line -> line.contains("libonnxruntime")),
        outcome.text());
  }
}
