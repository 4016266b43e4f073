package io.humhelix.bench.definition;

import io.humhelix.bench.internal.text.Redaction;
import java.util.List;

/** Shows contents of a file in a message: one line, not too long. */
final class Quote {

  private static final int LONGEST = 60;
  private static final int LONGEST_SENTENCE = 200;
  private static final int LONGEST_PART = 2000;
  private static final int MOST_NAMES = 30;

  private Quote() {}

  static String of(String text) {
    return "'" + plain(Redaction.text(text)) + "'";
  }

  static String plain(String text) {
    return plain(text, LONGEST);
  }

  /** Shows a sentence that may quote the file. */
  static String sentence(String text) {
    return plain(text, LONGEST_SENTENCE);
  }

  /** Shows a part of a message, which may have paths of any content in it. */
  static String part(String text) {
    return plain(text, LONGEST_PART);
  }

  private static String plain(String text, int longest) {
    StringBuilder shown = new StringBuilder();
    int length = text.codePointCount(0, Math.min(text.length(), 2 * longest));
    text.codePoints()
        .limit(length > longest ? longest - 1 : longest)
        .forEach(c -> append(shown, c));
    return length > longest ? shown.append('…').toString() : shown.toString();
  }

  private static void append(StringBuilder shown, int character) {
    switch (character) {
      case '\n' -> shown.append("\\n");
      case '\r' -> shown.append("\\r");
      case '\t' -> shown.append("\\t");
      default -> {
        if (Character.isISOControl(character)
            || Character.getType(character) == Character.FORMAT
            || Character.getType(character) == Character.LINE_SEPARATOR
            || Character.getType(character) == Character.PARAGRAPH_SEPARATOR) {
          shown.append(String.format("\\u%04x", character));
        } else {
          shown.appendCodePoint(character);
        }
      }
    }
  }

  static String names(List<String> names) {
    List<String> shown = names.stream().limit(MOST_NAMES).map(Quote::plain).toList();
    String text = String.join(", ", shown);
    return names.size() > MOST_NAMES ? text + ", … (" + names.size() + " in all)" : text;
  }

  static String describe(Node node) {
    if (node instanceof Node.Items) {
      return "a list";
    }
    if (node instanceof Node.Entries) {
      return "a map";
    }
    if (node instanceof Node.Scalar scalar) {
      if (scalar.isNothing()) {
        return "no value";
      }
      return (scalar.quoted() ? "the quoted text " : "") + of(scalar.text());
    }
    return "something unusable";
  }
}
