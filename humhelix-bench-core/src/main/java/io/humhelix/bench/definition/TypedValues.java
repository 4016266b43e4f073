package io.humhelix.bench.definition;

import java.util.ArrayList;
import java.util.List;

/** Several values of an option in one argument. */
final class TypedValues {

  private TypedValues() {}

  /** Splits at commas that stand in no brackets, braces or quotes. */
  static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int depth = 0;
    char quote = 0;
    for (char c : text.toCharArray()) {
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if ((c == '"' || c == '\'') && part.toString().isBlank() || depth > 0 && c == '"') {
        quote = c;
      } else if (c == '[' || c == '{') {
        depth++;
      } else if (c == ']' || c == '}') {
        depth--;
      }
      if (c == ',' && depth <= 0 && quote == 0) {
        parts.add(part.toString().strip());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString().strip());
    return parts;
  }
}
