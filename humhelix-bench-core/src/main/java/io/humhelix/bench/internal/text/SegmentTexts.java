package io.humhelix.bench.internal.text;

import java.util.List;

/**
 * The text of segments. Engines of Whisper begin a segment with a blank where a word begins;
 * servers and programs often strip it, and segments put together would glue words.
 */
public final class SegmentTexts {

  private SegmentTexts() {}

  /**
   * Joins the texts of segments: as they are if a blank stands at any of the joints, since the
   * engine then writes blanks itself; else with a blank at each joint, but not in writings without
   * blanks, before punctuation that closes, or after such that opens.
   */
  public static String joined(List<String> texts) {
    List<String> parts = texts.stream().filter(text -> !text.isEmpty()).toList();
    boolean spaced = false;
    for (int i = 1; i < parts.size(); i++) {
      spaced |= isBlank(last(parts.get(i - 1))) || isBlank(parts.get(i).codePointAt(0));
    }
    StringBuilder all = new StringBuilder();
    String before = null;
    for (String text : parts) {
      if (before != null && !spaced && separated(last(before), text.codePointAt(0))) {
        all.append(' ');
      }
      all.append(text);
      before = text;
    }
    return all.toString();
  }

  private static int last(String text) {
    return text.codePointBefore(text.length());
  }

  private static boolean isBlank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean separated(int left, int right) {
    boolean closes =
        switch (Character.getType(right)) {
          case Character.END_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION -> true;
          case Character.OTHER_PUNCTUATION ->
              ",.;:!?%\u2026\u3001\u3002\uFF0C\uFF01\uFF1F".indexOf(right) >= 0;
          default -> false;
        };
    boolean opens =
        switch (Character.getType(left)) {
          case Character.START_PUNCTUATION, Character.INITIAL_QUOTE_PUNCTUATION -> true;
          default -> false;
        };
    return !closes && !opens && !unseparated(left) && !unseparated(right);
  }

  /** Ideographic punctuation ends a sentence of such a writing. */
  private static boolean unseparated(int c) {
    return WritingSystem.isUnseparated(c)
        || c >= 0x3000 && c <= 0x303F
        || c >= 0xFF00 && c <= 0xFF65;
  }
}
