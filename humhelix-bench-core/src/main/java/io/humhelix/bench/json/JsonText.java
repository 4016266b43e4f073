package io.humhelix.bench.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** JSON as trees and text. Thread-safe. */
public final class JsonText {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final int SCHEMA = 1;

  private JsonText() {}

  /**
   * Makes an object.
   *
   * @return empty
   */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * Makes what a command prints: all of them are objects that begin with the version of their form.
   *
   * @return with {@code schema} 1; later versions only add keys
   */
  public static ObjectNode document() {
    return object().put("schema", SCHEMA);
  }

  /**
   * Makes a list.
   *
   * @return empty
   */
  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /**
   * Reads exactly one value.
   *
   * @param text JSON
   * @return the value
   * @throws JsonProcessingException if it is none, has a key twice, or something follows
   */
  public static JsonNode read(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  /**
   * Returns a constant as JSON spells it.
   *
   * @param constant of an enum
   * @return its name in small letters
   */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns indented text with line feeds, the same on every platform.
   *
   * @param node what to write
   * @return without an end of the last line
   * @throws JsonProcessingException if it cannot be written
   */
  public static String text(JsonNode node) throws JsonProcessingException {
    return MAPPER
        .writerWithDefaultPrettyPrinter()
        .writeValueAsString(node)
        .replace(System.lineSeparator(), "\n");
  }
}
