package io.humhelix.bench.consumers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Maven projects of others use the staged release, as modules and without. */
class MavenConsumerIT {

  private static final Path JDK = Path.of(System.getProperty("java.home"));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void hostIsCompiledAndRuns(boolean modules) throws Exception {
    Consumer host = Consumer.copyOf("embedding", modules, folder);
    host.maven(JDK, "package");
    List<Path> libraries = host.runtimePath(JDK);
    for (Path jdk : jdks()) {
      List<String> output =
          host.host(jdk, modules, host.folder().resolve("target/host-1.jar"), libraries);
      assertRan(output, modules);
    }
  }

  @ParameterizedTest
  @MethodSource
  void backendIsCompiledAndKeepsTheContract(Path jdk, boolean modules) throws Exception {
    Consumer backend = Consumer.copyOf("backend", modules, folder);

    List<String> output = backend.maven(jdk, "package");

    assertTrue(
        output.stream()
            .anyMatch(line -> line.matches(".*Tests run: [1-9]\\d+, Failures: 0, Err.*")),
        () -> String.join("\n", output));
    List<String> api = backend.maven(jdk, "dependency:tree", "-Dscope=runtime");
    assertTrue(
        api.stream().filter(line -> line.matches("\\[INFO\\] *[|+\\\\].*")).count() == 1,
        () -> String.join("\n", api));
  }

  static Stream<Arguments> backendIsCompiledAndKeepsTheContract() {
    return jdks().stream()
        .flatMap(jdk -> Stream.of(true, false).map(modules -> Arguments.of(jdk, modules)));
  }

  @Test
  void onnxRuntimeIsTheOneWithCudaUnlessAsked() throws Exception {
    Consumer project = Consumer.copyOf("onnx", false, folder);

    List<String> usual = project.maven(JDK, "dependency:tree");
    List<String> asked = project.maven(JDK, "dependency:tree", "-Pcpu");

    assertHas(usual, "com.microsoft.onnxruntime:onnxruntime_gpu:jar:");
    assertHasNot(usual, "com.microsoft.onnxruntime:onnxruntime:jar:");
    assertHas(asked, "com.microsoft.onnxruntime:onnxruntime:jar:");
    assertHasNot(asked, "com.microsoft.onnxruntime:onnxruntime_gpu:jar:");
    assertHasNot(usual, ":test");
  }

  static void assertRan(List<String> output, boolean modules) {
    assertHas(output, modules ? "module com.example.host" : "module null");
    assertHas(output, "status OK");
    assertHas(output, "WER 0.0");
  }

  private static void assertHas(List<String> output, String text) {
    assertTrue(
        output.stream().anyMatch(line -> line.contains(text)),
        () -> text + " is not in\n" + String.join("\n", output));
  }

  private static void assertHasNot(List<String> output, String text) {
    assertTrue(
        output.stream().noneMatch(line -> line.contains(text)),
        () -> text + " is in\n" + String.join("\n", output));
  }

  /** The JDK of this build, and that of property {@code humhelix.test.other-jdk}. */
  static List<Path> jdks() {
    List<Path> jdks = new ArrayList<>(List.of(JDK));
    String other = System.getProperty("humhelix.test.other-jdk", "");
    if (!other.isEmpty()) {
      jdks.add(Path.of(other));
    }
    return jdks;
  }
}
