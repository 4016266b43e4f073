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

/** Reads lists and texts back, wherever the writer put them. */
final class ArtifactReader {

  /** Folder and file beside the results; nothing that leads elsewhere. */
  private static final Pattern PLACE =
      Pattern.compile("benchmark-[A-Za-z0-9-]+\\.artifacts/[A-Za-z0-9_-]+\\.(jsonl|txt)");

  private static final String SUFFIX = "_artifact";

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
   * Puts the lists of a record back in their places, and everything that moved out of objects in
   * it; of a text whose file was not copied along, what the record keeps stays.
   *
   * @param tree the record's, or some of its keys
   */
  static void restore(StoredRecord record, Map<String, Object> tree) throws StoreException {
    restore(record, record.tree(), tree, false);
  }

  @SuppressWarnings("unchecked") // The keys of a JSON object are texts.
  private static void restore(
      StoredRecord record, ObjectNode node, Map<String, Object> tree, boolean texts)
      throws StoreException {
    for (String moved : List.copyOf(tree.keySet())) {
      Object value = tree.get(moved);
      if (moved.endsWith(SUFFIX) && value instanceof Map<?, ?>) {
        String key = moved.substring(0, moved.length() - SUFFIX.length());
        JsonNode description = node.get(moved);
        if (!description.path("file").asText().endsWith(".txt")) {
          tree.put(key, Json.tree(lines(record, description)));
        } else if (texts) {
          tree.put(key, text(record, description, tree.get(key)));
        }
      } else if (value instanceof Map<?, ?> && node.get(moved) instanceof ObjectNode nested) {
        restore(record, nested, (Map<String, Object>) value, true);
      }
    }
  }

  private static Object text(StoredRecord record, JsonNode description, Object kept)
      throws StoreException {
    Path file = record.file().resolveSibling(description.path("file").asText());
    return Files.exists(file)
        ? new String(bytes(record, description), StandardCharsets.UTF_8)
        : kept;
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
