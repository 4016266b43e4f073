package io.humhelix.bench.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.internal.text.Redaction;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Small trees from the values of the domain. */
final class Json {

  private static final int READ_DEPTH = 64;
  private static final int READ_TEXT = 64 << 20;
  private static final int READ_NUMBER = 2000;

  /** Reads records: bounded, strict about what comes twice or after the end. */
  static final ObjectMapper MAPPER =
      JsonMapper.builder(JsonFactory.builder().streamReadConstraints(limits()).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private Json() {}

  static StreamReadConstraints limits() {
    return StreamReadConstraints.builder()
        .maxNestingDepth(READ_DEPTH)
        .maxStringLength(READ_TEXT)
        .maxNameLength(RecordJson.MAX_KEY * 8)
        .maxNumberLength(READ_NUMBER)
        .build();
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** Sets a text, named like this since {@code ObjectNode.put} takes null for JSON's null. */
  static void put(ObjectNode node, String key, String value) {
    node.put(key, Objects.requireNonNull(value, key));
  }

  /** Sets a number; one that JSON cannot hold is left out, since a null misleads averages. */
  static void putFinite(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, value);
    }
  }

  static ArrayNode texts(List<String> values) {
    ArrayNode array = array();
    values.forEach(array::add);
    return array;
  }

  /** The tree of what options or a matrix hold, by name, without secrets. */
  static JsonNode settings(Map<String, ?> values) {
    return any(Redaction.value("", values));
  }

  /** The tree of a list of such. */
  static JsonNode list(List<?> values) {
    return any(Redaction.value("", values));
  }

  static JsonNode any(Object value) {
    if (value instanceof Map<?, ?> map) {
      ObjectNode node = object();
      map.forEach((key, element) -> node.set(RecordJson.key((String) key), any(element)));
      return node;
    }
    if (value instanceof List<?> list) {
      ArrayNode node = array();
      list.forEach(element -> node.add(any(element)));
      return node;
    }
    return value instanceof Double number && !Double.isFinite(number)
        ? JsonNodeFactory.instance.textNode(number.toString())
        : MAPPER.valueToTree(value);
  }
}
