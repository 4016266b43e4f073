package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files beside a golden run are those that its records name, and as they say. */
class GoldenArtifactsTest {

  @TempDir Path folder;

  static List<String> cases() throws IOException {
    return GoldenRuns.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void areAsTheRecordsSay(String name) throws Exception {
    Path file = GoldenRuns.copy(name, folder);
    Path beside = Artifacts.folderFor(file);
    Set<String> named = new TreeSet<>();
    for (StoredRecord record : RecordReader.read(file).records()) {
      check(record.tree(), beside, named);
    }
    assertEquals(there(beside), named);
  }

  private static void check(JsonNode node, Path beside, Set<String> named) throws IOException {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (member.getKey().endsWith("_artifact")) {
        check(beside, member.getValue(), named);
      } else if (member.getKey().equals("artifacts")) {
        for (JsonNode one : member.getValue()) {
          check(beside, one, named);
        }
      } else {
        check(member.getValue(), beside, named);
      }
    }
  }

  private static void check(Path beside, JsonNode description, Set<String> named)
      throws IOException {
    String name = Path.of(description.get("file").textValue()).getFileName().toString();
    named.add(name);
    byte[] bytes = Files.readAllBytes(beside.resolve(name));
    assertEquals(description.get("bytes").longValue(), bytes.length, name);
    assertEquals(description.get("sha256").textValue(), RecordJson.sha256(bytes), name);
  }

  private static Set<String> there(Path beside) throws IOException {
    if (!Files.exists(beside)) {
      return Set.of();
    }
    try (var files = Files.list(beside)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
