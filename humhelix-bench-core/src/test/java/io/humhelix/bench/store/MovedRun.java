package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.internal.provenance.HarnessVersion;
import io.humhelix.bench.internal.provenance.HostFacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Makes a golden run one of this machine, version and folder: a run is resumed where it was begun
 * alone. Everything else stays as it was written.
 */
public final class MovedRun {

  private MovedRun() {}

  /**
   * Writes a results file anew.
   *
   * @param file is replaced
   * @param from the folder of the definition when it was measured
   * @param to where that is now
   */
  public static void move(Path file, String from, Path to) throws IOException, StoreException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (StoredRecord record : RecordReader.read(file).records()) {
      ObjectNode tree = record.tree().deepCopy();
      if (tree.get("provenance") instanceof ObjectNode provenance) {
        Json.put(tree, "harness_version", HarnessVersion.get());
        facts(provenance.putObject("host"), HostFacts.host());
        facts(provenance.putObject("jvm"), HostFacts.jvm());
      }
      String json = RecordJson.write(tree).replace(from, to.toString().replace("\\", "\\\\"));
      lines.writeBytes(RecordLine.frame(json.getBytes(StandardCharsets.UTF_8)));
    }
    Files.write(file, lines.toByteArray());
  }

  /** Returns a file of so many runs: each is the one of a file, under an id of its own. */
  public static byte[] manyOf(Path file, int runs) throws StoreException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    ResultsFile read = RecordReader.read(file);
    for (int i = 0; i < runs; i++) {
      String id = String.format("%032x", i);
      for (StoredRecord record : read.records()) {
        String json = RecordJson.write(record.tree()).replace(record.runId().orElseThrow(), id);
        lines.writeBytes(RecordLine.frame(json.getBytes(StandardCharsets.UTF_8)));
      }
    }
    return lines.toByteArray();
  }

  private static void facts(ObjectNode node, Map<String, String> facts) {
    facts.forEach((key, value) -> Json.put(node, key, value));
  }
}
