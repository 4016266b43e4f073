package io.humhelix.bench.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads lists back, wherever the writer put them. */
final class ArtifactReader {

  /** Folder and file beside the results; nothing that leads elsewhere. */
  private static final Pattern PLACE =
      Pattern.compile("benchmark-[A-Za-z0-9-]+\\.artifacts/[A-Za-z0-9_-]+\\.(jsonl|txt)");

  static final String SUFFIX = "_artifact";
  private static final String LIST = ".jsonl";
  private static final String TEXT = ".txt";

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
   * Puts what was too long for a record back in its place. A text whose file is not there stays as
   * short as the record has it.
   *
   * @param node the record, or an object in it
   * @param tree the same as a tree, or some of its keys
   */
  static void restore(StoredRecord record, ObjectNode node, Map<String, Object> tree)
      throws StoreException {
    restore(record, node, tree, "", tree.get("issues"));
  }

  @SuppressWarnings("unchecked") // The keys of a JSON object are texts.
  private static void restore(
      StoredRecord record, ObjectNode node, Map<String, Object> tree, String path, Object issues)
      throws StoreException {
    for (String key : List.copyOf(tree.keySet())) {
      if (!(node.path(key) instanceof ObjectNode member)
          || !(tree.get(key) instanceof Map<?, ?> nested)) {
        continue;
      }
      String file = member.path("file").asText();
      String moved = key.endsWith(SUFFIX) ? key.substring(0, key.length() - SUFFIX.length()) : "";
      if (!moved.isEmpty() && file.endsWith(LIST)) {
        tree.put(moved, Json.tree(lines(record, member)));
      } else if (!moved.isEmpty() && file.endsWith(TEXT)) {
        if (!Files.exists(place(record, member))) {
          continue;
        }
        tree.put(moved, new String(bytes(record, member), StandardCharsets.UTF_8));
        whole(issues, path + moved);
      } else {
        restore(record, member, (Map<String, Object>) nested, path + key + "-", issues);
      }
    }
  }

  /** Puts everything that is there back in its place, lists and texts, and forgets the files. */
  static void putBack(StoredRecord record, ObjectNode node) throws StoreException {
    putBack(record, node, "", node.get("issues"));
  }

  private static void putBack(StoredRecord record, ObjectNode node, String path, JsonNode issues)
      throws StoreException {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    for (String key : keys) {
      if (!(node.get(key) instanceof ObjectNode member)) {
        continue;
      }
      String file = member.path("file").asText();
      String moved = key.endsWith(SUFFIX) ? key.substring(0, key.length() - SUFFIX.length()) : "";
      if (!moved.isEmpty() && file.endsWith(LIST)) {
        node.set(moved, lines(record, member));
        node.remove(key);
      } else if (!moved.isEmpty() && file.endsWith(TEXT)) {
        if (Files.exists(place(record, member))) {
          node.put(moved, new String(bytes(record, member), StandardCharsets.UTF_8));
          node.remove(key);
          String whole = path + moved;
          if (issues instanceof ArrayNode list) {
            for (int i = list.size() - 1; i >= 0; i--) {
              if (isShortened(list.get(i), whole)) {
                list.remove(i);
              }
            }
          }
        }
      } else {
        putBack(record, member, path + key + "-", issues);
      }
    }
  }

  private static boolean isShortened(JsonNode issue, String what) {
    return Artifacts.SHORTENED.equals(issue.path("code").asText())
        && issue.path("message").asText().startsWith(what + " ");
  }

  /** Takes away what the writer said of a text that is whole again. */
  private static void whole(Object issues, String what) {
    if (issues instanceof List<?> list) {
      list.removeIf(
          issue ->
              issue instanceof Map<?, ?> one
                  && Artifacts.SHORTENED.equals(one.get("code"))
                  && String.valueOf(one.get("message")).startsWith(what + " "));
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

  private static Path place(StoredRecord record, JsonNode description) throws StoreException {
    String place = description.path("file").asText();
    if (!PLACE.matcher(place).matches()) {
      throw new StoreException(
          record.file(), record + " names an artifact '" + place + "' at no place of ours", null);
    }
    return record.file().resolveSibling(place);
  }

  private static byte[] bytes(StoredRecord record, JsonNode description) throws StoreException {
    Path file = place(record, description);
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
