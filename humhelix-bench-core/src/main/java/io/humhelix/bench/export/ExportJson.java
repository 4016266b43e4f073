package io.humhelix.bench.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON with line feeds, the same on every platform. */
final class ExportJson {

  private static final JsonMapper MAPPER = new JsonMapper();

  private ExportJson() {}

  /** Maps, lists and plain values as JSON. */
  static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** One line, without its end, also for readers that break lines wherever Unicode allows it. */
  static String line(JsonNode node) throws JsonProcessingException {
    return MAPPER
        .writeValueAsString(node)
        .replace("\u0085", "\\u0085")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  /** For people too, without an end of the last line. */
  static String indented(JsonNode node) throws JsonProcessingException {
    return MAPPER
        .writerWithDefaultPrettyPrinter()
        .writeValueAsString(node)
        .replace(System.lineSeparator(), "\n");
  }
}
