package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * Writes JSON that YAML 1.1 loaders read with the same values. The rules, each for a loader that
 * would else go wrong: numbers are plain decimals (PyYAML takes {@code 1e-9} and {@code 1.0E7} for
 * texts), floats keep their point, every text and key is quoted, characters beyond U+FFFF stand as
 * they are (PyYAML makes two lone surrogates of an escaped pair), what YAML holds unprintable or a
 * line break is escaped, {@code /} is not (SnakeYAML refuses {@code \/}).
 */
final class RecordJson {

  /** A YAML key must end within 1024 characters; architecture: 200. */
  static final int MAX_KEY = 200;

  /** Below the nesting that readers allow. */
  static final int MAX_DEPTH = 48;

  private static final int KEPT_OF_LONG_KEY = 150;

  private RecordJson() {}

  static String write(JsonNode node) {
    StringBuilder out = new StringBuilder(1024);
    value(node, 0, out);
    return out.toString();
  }

  static byte[] bytes(JsonNode node) {
    return write(node).getBytes(StandardCharsets.UTF_8);
  }

  private static void value(JsonNode node, int depth, StringBuilder out) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "a value is nested more than " + MAX_DEPTH + " deep; flatten the option that holds it");
    }
    switch (node.getNodeType()) {
      case OBJECT -> object((ObjectNode) node, depth, out);
      case ARRAY -> {
        out.append('[');
        String separator = "";
        for (JsonNode element : node) {
          out.append(separator);
          value(element, depth + 1, out);
          separator = ", ";
        }
        out.append(']');
      }
      case STRING -> text(node.textValue(), out);
      case BOOLEAN -> out.append(node.booleanValue());
      case NUMBER -> out.append(number(node));
      case NULL -> out.append("null");
      default -> throw new IllegalArgumentException("no JSON form of a " + node.getNodeType());
    }
  }

  private static void object(ObjectNode node, int depth, StringBuilder out) {
    out.append('{');
    String separator = "";
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      out.append(separator);
      text(key(entry.getKey()), out);
      out.append(": ");
      value(entry.getValue(), depth + 1, out);
      separator = ", ";
    }
    out.append('}');
  }

  /** Shortens a key that loaders may refuse; the hash keeps two of them apart. */
  static String key(String name) {
    return name.length() <= MAX_KEY
        ? name
        : name.substring(0, KEPT_OF_LONG_KEY)
            + "~"
            + sha256(name.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }

  private static String number(JsonNode node) {
    if (node.isIntegralNumber()) {
      return node.bigIntegerValue().toString();
    }
    // A double's own decimal form is the shortest that reads back as the same double.
    BigDecimal decimal =
        node.isBigDecimal()
            ? node.decimalValue()
            : new BigDecimal(Double.toString(node.doubleValue()));
    String plain = decimal.stripTrailingZeros().toPlainString();
    return plain.indexOf('.') < 0 ? plain + ".0" : plain;
  }

  /** Replaces lone halves of surrogate pairs, which have no UTF-8 form, by U+FFFD. */
  static String wellFormed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  private static void text(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1))) {
            out.append(c).append(text.charAt(++i));
          } else if (Character.isSurrogate(c)) {
            out.append('\uFFFD');
          } else if (isEscaped(c)) {
            out.append("\\u").append(HexFormat.of().toHexDigits(c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean isEscaped(char c) {
    return c < 0x20
        || (c >= 0x7F && c <= 0x9F)
        || c == 0x2028
        || c == 0x2029
        || c == 0xFEFF
        || c >= 0xFFFE;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }
}
