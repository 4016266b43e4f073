package io.humhelix.bench.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads lists back, wherever the writer put them. */
final class ArtifactReader {

  /** Folder and file beside the results; nothing that leads elsewhere. */
  private static final Pattern PLACE =
      Pattern.compile("benchmark-[A-Za-z0-9-]+\\.artifacts/[A-Za-z0-9_-]+\\.jsonl");

  static final String SUFFIX = "_artifact";

  private ArtifactReader() {}

  static ArrayNode list(StoredRecord record, String key) throws StoreException {
    return list(record, record.tree(), key);
  }

  /** A list of an object within a record. */
  static ArrayNode list(StoredRecord record, ObjectNode parent, String key) throws StoreException {
    if (parent.get(key) instanceof ArrayNode list) {
      return list;
    }
    JsonNode description = parent.get(key + SUFFIX);
    return description == null ? Json.array() : lines(record, description);
  }

  /**
   * Puts the lists of a record back in their places. Texts stay as the record keeps them: their
   * whole is for people.
   *
   * @param node the record, or an object in it
   * @param tree the same as a tree, or some of its keys
   */
  @SuppressWarnings("unchecked") // The keys of a JSON object are texts.
  static void restore(StoredRecord record, ObjectNode node, Map<String, Object> tree)
      throws StoreException {
    for (String key : List.copyOf(tree.keySet())) {
      JsonNode member = node.path(key);
      if (member instanceof ObjectNode object && tree.get(key) instanceof Map<?, ?> nested) {
        boolean list = key.endsWith(SUFFIX) && object.path("file").asText().endsWith(".jsonl");
        if (list) {
          String moved = key.substring(0, key.length() - SUFFIX.length());
          tree.put(moved, Json.tree(lines(record, object)));
        } else {
          restore(record, object, (Map<String, Object>) nested);
        }
      }
    }
  }

  private static ArrayNode lines(StoredRecord record, JsonNode description) throws StoreException {
    try {
      ArrayNode list = Json.array();
      for (String line :
          new String(bytes(record, description), StandardCharsets.UTF_8).split("\n")) {
        list.add(Json.MAPPER.readTree(line));
      }
      return list;
    } catch (JsonProcessingException e) {
      throw new StoreException(
          record.file(), record + " names an artifact that holds no JSON: " + e.getMessage(), e);
    }
  }

  private static byte[] bytes(StoredRecord record, JsonNode description) throws StoreException {
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
      return bytes;
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
