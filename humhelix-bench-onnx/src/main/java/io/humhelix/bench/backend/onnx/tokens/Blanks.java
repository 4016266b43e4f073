package io.humhelix.bench.backend.onnx.tokens;

/** Blanks as Python's {@code str.strip} has them: unlike Java's, no-break spaces count. */
public final class Blanks {

  private Blanks() {}

  /**
   * Cuts blanks off both ends.
   *
   * @param text any text
   * @return the text between them
   */
  public static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isBlank(char letter) {
    return Character.isWhitespace(letter) || Character.isSpaceChar(letter) || letter == 0x85;
  }
}
