package io.humhelix.bench.backend.onnx.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A JSON object in a file, whose values are read strictly; what does not fit becomes a finding. */
final class JsonFile {

  /** A thousand times what these files have; a vocabulary is read otherwise. */
  private static final long LARGEST = 4 << 20;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final String REMEDY = "Take the file that was published with the model.";

  private final Path path;
  private final JsonNode root;
  private final Findings findings;

  private JsonFile(Path path, JsonNode root, Findings findings) {
    this.path = path;
    this.root = root;
    this.findings = findings;
  }

  /**
   * Reads a file.
   *
   * @return its object, or empty if there is none, which is then a finding
   */
  static Optional<JsonFile> read(Path path, Findings findings) {
    return findings
        .attempt(path, () -> parse(path))
        .map(root -> new JsonFile(path, root, findings));
  }

  private static JsonNode parse(Path path) throws IOException, ModelFormatException {
    try {
      long size = Files.size(path);
      if (size > LARGEST) {
        throw new ModelFormatException(
            "has " + size + " bytes; a configuration has at most " + LARGEST, REMEDY);
      }
      JsonNode root = tree(Files.readAllBytes(path));
      if (!root.isObject()) {
        throw new ModelFormatException("is not a JSON object", REMEDY);
      }
      return root;
    } catch (NoSuchFileException e) {
      throw new ModelFormatException("is missing", "Put the file of that name in the folder.");
    } catch (JsonProcessingException e) {
      throw notJson(e);
    }
  }

  /** Without a mapper, which would load 400 classes before a model is loaded or refused. */
  private static JsonNode tree(byte[] json) throws IOException {
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() == null) {
        return MissingNode.getInstance();
      }
      JsonNode root = value(parser);
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "something follows the object");
      }
      return root;
    }
  }

  private static JsonNode value(JsonParser parser) throws IOException {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = nodes.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String key = parser.currentName();
          parser.nextToken();
          object.set(key, value(parser));
        }
        yield object;
      }
      case START_ARRAY -> {
        ArrayNode array = nodes.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(parser));
        }
        yield array;
      }
      case VALUE_STRING -> nodes.textNode(parser.getText());
      case VALUE_NUMBER_INT ->
          switch (parser.getNumberType()) {
            case INT -> nodes.numberNode(parser.getIntValue());
            case LONG -> nodes.numberNode(parser.getLongValue());
            default -> nodes.numberNode(parser.getBigIntegerValue());
          };
      case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDoubleValue());
      case VALUE_TRUE -> nodes.booleanNode(true);
      case VALUE_FALSE -> nodes.booleanNode(false);
      default -> nodes.nullNode();
    };
  }

  static ModelFormatException notJson(JsonProcessingException e) {
    return new ModelFormatException(
        "is not JSON"
            + (e.getLocation() == null
                ? ""
                : " (line "
                    + e.getLocation().getLineNr()
                    + ", column "
                    + e.getLocation().getColumnNr()
                    + ")")
            + ": "
            + e.getOriginalMessage(),
        REMEDY);
  }

  Path path() {
    return path;
  }

  boolean has(String key) {
    return root.hasNonNull(key);
  }

  /** A whole number that must be there; the least one allowed stands in for one that is not. */
  int integer(String key, int least, int most) {
    JsonNode value = root.get(key);
    if (value == null || !isWithin(value, least, most)) {
      refuse(key, value, "a whole number from " + least + " to " + most);
      return least;
    }
    return value.intValue();
  }

  /** A whole number that may be missing or null. */
  OptionalInt optional(String key, int least, int most) {
    return has(key) ? OptionalInt.of(integer(key, least, most)) : OptionalInt.empty();
  }

  Optional<Boolean> flag(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    if (!root.get(key).isBoolean()) {
      refuse(key, root.get(key), "true or false");
      return Optional.empty();
    }
    return Optional.of(root.get(key).booleanValue());
  }

  void text(String key, String allowed) {
    JsonNode value = root.get(key);
    if (value == null || !value.isTextual() || !value.textValue().equals(allowed)) {
      refuse(key, value, "\"" + allowed + "\"");
    }
  }

  /** A list of whole numbers; missing or null is an empty one. */
  List<Integer> integers(String key, int least, int most) {
    List<Integer> numbers = new ArrayList<>();
    if (!has(key)) {
      return numbers;
    }
    JsonNode list = root.get(key);
    String allowed = "a list of whole numbers from " + least + " to " + most;
    if (!list.isArray()) {
      refuse(key, list, allowed);
      return numbers;
    }
    for (JsonNode element : list) {
      if (!isWithin(element, least, most)) {
        refuse(key, element, allowed);
        return numbers;
      }
      numbers.add(element.intValue());
    }
    return numbers;
  }

  /** A list of pairs of whole numbers; missing or null is an empty one. */
  List<int[]> pairs(String key, int firstEnd, int secondEnd) {
    List<int[]> pairs = new ArrayList<>();
    if (!has(key)) {
      return pairs;
    }
    if (!root.get(key).isArray()) {
      refuse(key, root.get(key), "a list of pairs");
    }
    for (JsonNode pair : root.get(key)) {
      if (!pair.isArray()
          || pair.size() != 2
          || !isWithin(pair.get(0), 0, firstEnd - 1)
          || !isWithin(pair.get(1), 0, secondEnd - 1)) {
        refuse(
            key,
            pair,
            "pairs of whole numbers, the first below "
                + firstEnd
                + ", the second below "
                + secondEnd);
        return pairs;
      }
      pairs.add(new int[] {pair.get(0).intValue(), pair.get(1).intValue()});
    }
    return pairs;
  }

  /** An object's values by name, or null. */
  JsonNode node(String key) {
    return has(key) ? root.get(key) : null;
  }

  void refuse(String key, JsonNode found, String allowed) {
    findings.add(
        path,
        "has "
            + (found == null ? "no key '" + key + "'" : "key '" + key + "' = " + shortened(found))
            + "; allowed: "
            + allowed,
        REMEDY);
  }

  private static boolean isWithin(JsonNode value, int least, int most) {
    return value.isIntegralNumber()
        && value.canConvertToInt()
        && value.intValue() >= least
        && value.intValue() <= most;
  }

  private static String shortened(JsonNode found) {
    String text = found.toString();
    int longest = 40;
    return text.length() <= longest ? text : text.substring(0, longest) + "…";
  }
}
