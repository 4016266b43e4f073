package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Reads lists back, wherever the writer put them. */
final class ArtifactReader {

  /** Folder and file beside the results; nothing that leads elsewhere. */
  private static final Pattern PLACE =
      Pattern.compile("benchmark-[A-Za-z0-9-]+\\.artifacts/[A-Za-z0-9_-]+\\.jsonl");

  private ArtifactReader() {}

  static ArrayNode list(StoredRecord record, String key) throws StoreException {
    return list(record, record.tree(), key);
  }

  /** A list of an object within a record. */
  static ArrayNode list(StoredRecord record, ObjectNode parent, String key) throws StoreException {
    if (parent.get(key) instanceof ArrayNode list) {
      return list;
    }
    JsonNode description = parent.get(key + "_artifact");
    return description == null ? Json.array() : lines(record, description);
  }

  private static ArrayNode lines(StoredRecord record, JsonNode description) throws StoreException {
    String place = description.path("file").asText();
    if (!PLACE.matcher(place).matches()) {
      throw new StoreException(
          record.file(), record + " names an artifact '" + place + "' at no place of ours", null);
    }
    Path file = record.file().resolveSibling(place);
    try {
      // The length first: a hostile file must not be read before it is known to be the one.
      long expected = description.path("bytes").longValue();
      if (Files.size(file) != expected) {
        throw changed(file, "has " + Files.size(file) + " bytes instead of " + expected);
      }
      byte[] bytes = Files.readAllBytes(file);
      if (!RecordJson.sha256(bytes).equals(description.path("sha256").asText())) {
        throw changed(file, "has another SHA-256 than its record states");
      }
      ArrayNode list = Json.array();
      for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
        list.add(Json.MAPPER.readTree(line));
      }
      return list;
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw new StoreException(
          file,
          "artifact '"
              + file
              + "' cannot be read: "
              + Reasons.of(e)
              + "; copy the folder together with its results file",
          e);
    }
  }

  private static StoreException changed(Path file, String how) {
    return new StoreException(
        file, "artifact '" + file + "' " + how + ": it was changed; copy it again", null);
  }
}
