package io.humhelix.bench.accuracy;

/**
 * Removes what transcribers write between brackets or parentheses: {@code [laughter]}, {@code
 * <noise>}, {@code (applause)}. One pass each, whatever the nesting, so that a flood of brackets
 * costs no more than other text.
 */
final class Remarks {

  private Remarks() {}

  static String removed(String text) {
    return withoutParentheses(withoutBrackets(text));
  }

  /** From an opening bracket of either kind to the next closing one of either kind. */
  private static String withoutBrackets(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int kept = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '<' || c == '[') {
        int close = closingBracket(text, i + 1);
        if (close < 0) {
          break;
        }
        out.append(text, kept, i);
        kept = close + 1;
        i = close;
      }
    }
    return out.append(text, kept, text.length()).toString();
  }

  private static int closingBracket(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '>' || c == ']') {
        return i;
      }
    }
    return -1;
  }

  /** From an opening parenthesis to the next closing one; empty pairs stay. */
  private static String withoutParentheses(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int kept = 0;
    int open = text.indexOf('(');
    while (open >= 0) {
      int close = text.indexOf(')', open + 1);
      if (close < 0) {
        break;
      }
      if (close > open + 1) {
        out.append(text, kept, open);
        kept = close + 1;
      }
      open = text.indexOf('(', close + 1);
    }
    return out.append(text, kept, text.length()).toString();
  }
}
