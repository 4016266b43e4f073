package io.humhelix.bench.consumers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.maven.model.Dependency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The release that lies in the folder of property {@code humhelix.staging}: is all of it right? */
class StagedReleaseIT {

  private static final Path STAGING = Path.of(Consumer.STAGING);
  private static final Set<String> RELEASED =
      Set.of(
          "humhelix-bench",
          "humhelix-bench-api",
          "humhelix-bench-core",
          "humhelix-bench-onnx",
          "humhelix-bench-whisper");

  @TempDir Path folder;

  @Test
  void isComplete() throws Exception {
    ReleaseCheck check = new ReleaseCheck(STAGING, Consumer.LIBRARIES, RELEASED, rehearsed());

    assertEquals(List.of(), check.problems());
  }

  @Test
  void listOfPartsIsWhatAProjectGets() throws Exception {
    Consumer host = Consumer.copyOf("embedding", true, folder);
    Map<String, String> got = new TreeMap<>();
    for (Path jar : host.runtimePath(Path.of(System.getProperty("java.home")))) {
      String name = jar.getFileName().toString();
      if (!name.matches("(humhelix-bench-core|slf4j-simple)-.*")) {
        got.put(name, FileCheck.digest("SHA-256", jar));
      }
    }
    StagedArtifact core =
        StagedArtifact.allOf(STAGING).stream()
            .filter(artifact -> artifact.name().equals("humhelix-bench-core"))
            .findFirst()
            .orElseThrow();

    assertTrue(got.size() > 10, got::toString);
    assertEquals(SbomCheck.parts(core.file("-cyclonedx.json")), got);
  }

  /** A rehearsal is built with the small ONNX Runtime; the POM names the one with CUDA. */
  private static UnaryOperator<Dependency> rehearsed() {
    String built = System.getProperty("humhelix.test.onnxruntime.artifact");
    return dependency -> {
      if (!dependency.getArtifactId().equals("onnxruntime_gpu")) {
        return dependency;
      }
      Dependency other = dependency.clone();
      other.setArtifactId(built);
      return other;
    };
  }
}
