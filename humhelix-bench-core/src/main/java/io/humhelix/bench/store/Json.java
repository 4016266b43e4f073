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
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

  /** The JSON of a tree of maps, lists, texts, numbers and truth values; JSON in it stays. */
  static JsonNode of(Object tree) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (tree instanceof Map<?, ?> map) {
      return putAll(object(), map);
    } else if (tree instanceof List<?> list) {
      ArrayNode node = array();
      list.forEach(element -> node.add(of(element)));
      return node;
    } else if (tree instanceof JsonNode node) {
      return node;
    } else if (tree instanceof String text) {
      return nodes.textNode(text);
    } else if (tree instanceof Boolean flag) {
      return nodes.booleanNode(flag);
    } else if (tree instanceof Double number) {
      return Double.isFinite(number) ? nodes.numberNode(number) : nodes.textNode(number.toString());
    }
    return nodes.numberNode(((Number) tree).longValue());
  }

  /** Sets what a tree has. */
  static ObjectNode putAll(ObjectNode node, Map<?, ?> tree) {
    tree.forEach((key, value) -> node.set(RecordJson.key((String) key), of(value)));
    return node;
  }

  /** Returns JSON as a tree of maps, lists, texts, numbers and truth values. */
  static Object tree(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> map(node);
      case ARRAY -> {
        List<Object> list = new ArrayList<>(node.size());
        node.forEach(element -> list.add(tree(element)));
        yield list;
      }
      case STRING -> node.textValue();
      case BOOLEAN -> node.booleanValue();
      case NUMBER ->
          node.isIntegralNumber() && node.canConvertToLong()
              ? (Object) node.longValue()
              : (Object) node.doubleValue();
      default -> null;
    };
  }

  /** Returns an object as a map, without keys that are null. */
  static Map<String, Object> map(JsonNode node) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      Object value = tree(member.getValue());
      if (value != null) {
        map.put(member.getKey(), value);
      }
    }
    return map;
  }
}
