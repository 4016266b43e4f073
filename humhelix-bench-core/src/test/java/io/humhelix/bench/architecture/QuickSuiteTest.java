package io.humhelix.bench.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code -Pquick} leaves out what is tagged "slow"; what is left still has every kind of test. */
class QuickSuiteTest {

  private static List<TestSource> sources;

  @BeforeAll
  static void read() throws Exception {
    sources = TestSource.below(Path.of(".."));
  }

  @Test
  void everyPackageWithTestsHasOneThere() {
    Map<Boolean, Set<String>> packages = Map.of(true, new TreeSet<>(), false, new TreeSet<>());
    sources.stream()
        .filter(TestSource::hasTests)
        .forEach(source -> packages.get(source.isInTheQuickSuite()).add(source.packageName()));
    assertTrue(packages.get(true).size() > 20, "read " + packages);
    assertEquals(Set.of(), without(packages.get(false), packages.get(true)));
  }

  private static Set<String> without(Set<String> some, Set<String> others) {
    Set<String> left = new TreeSet<>(some);
    left.removeAll(others);
    return left;
  }

  /** A package may have tests of several kinds, and these are the ones that must not be lost. */
  @ParameterizedTest
  @CsvSource({
    "value of the API, DecodingOptionTest",
    "simulation of statistics, VerdictSimulationTest",
    "results file that is damaged, DamageTest",
    "conversation with a worker, ChannelTest",
    "worker process, WorkerRunTest",
    "scenario in a worker process, WorkerScenarioTest",
    "worker process that dies, WorkerDeathTest",
    "live run in the process of the harness, HarnessTest",
    "resumed run, ResumeTest",
    "comparison of runs, RunComparisonTest",
    "report of a run, RunReportTest",
    "command line, RunCommandTest",
    "definition, DefinitionReaderTest",
    "word error rate against reference vectors, ReferenceVectorsTest",
    "audio file, AudioReaderTest",
    "backend http, OpenAiServerTest",
    "backend command, CommandBackendTest",
    "check of the harness itself, HarnessChecksTest",
    "contract of backends, SutContractTest",
    "whisper.cpp on real speech, WhisperSutTest",
    "ONNX Runtime with a real model, OnnxSutTest",
    "decoding against reference texts, TinyEnglishTest",
    "example that embeds the harness, EmbeddingExampleTest",
    "example of a backend, DiscoveryTest",
    "bundle of the command line, BundleIT"
  })
  void everyKindHasOneThere(String kind, String className) {
    List<TestSource> named =
        sources.stream().filter(source -> source.className().equals(className)).toList();
    assertEquals(1, named.size(), kind + ": " + className);
    assertTrue(named.get(0).isInTheQuickSuite(), () -> "-Pquick has no " + kind);
  }

  @Test
  void noticesAClassThatIsLeftOut() {
    TestSource whole =
        TestSource.of(
            "ATest",
            """
            package a.b;

            @Tag("slow")
            class ATest {
              @Test
              void one() {}
            }
            """);
    assertEquals("a.b", whole.packageName());
    assertTrue(whole.hasTests());
    assertEquals(false, whole.isInTheQuickSuite());
    assertEquals(true, TestSource.of("ATest", untagged(whole)).isInTheQuickSuite());
  }

  @Test
  void noticesMethodsThatAreLeftOut() {
    String both =
        """
        package a.b;

        class ATest {
          @Test
          @Tag("slow")
          void one() {}

          /** Not a test. */
          void help() {}

          @Tag("slow")
          @ParameterizedTest
          @ValueSource(ints = {1, 2})
          void two(int number) {}
        }
        """;
    assertEquals(false, TestSource.of("ATest", both).isInTheQuickSuite());
    String one = both.replaceFirst("  @Tag\\(\"slow\"\\)\n", "");
    assertEquals(true, TestSource.of("ATest", one).isInTheQuickSuite());
    assertEquals(false, TestSource.of("Helps", "class Helps {}").hasTests());
  }

  private static String untagged(TestSource source) {
    return source.text().replace("@Tag(\"slow\")\n", "");
  }
}
