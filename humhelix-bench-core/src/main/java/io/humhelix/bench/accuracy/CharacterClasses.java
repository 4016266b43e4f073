package io.humhelix.bench.accuracy;

import java.util.ArrayList;
import java.util.List;

/**
 * The classes of characters that the rules speak of. They are those of Python's {@code str} and
 * {@code re}, for which Whisper's rules were written; Java's differ, for example in that its word
 * characters include combining marks.
 */
final class CharacterClasses {

  /** A word character, for use inside the brackets of a regular expression. */
  static final String WORD = "\\p{L}\\p{N}_";

  private CharacterClasses() {}

  static boolean isWord(int codePoint) {
    if (codePoint < 128) {
      return codePoint == '_' || isAsciiAlphanumeric(codePoint);
    }
    return Character.isLetter(codePoint) || isNumber(codePoint);
  }

  private static boolean isAsciiAlphanumeric(int c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
  }

  private static boolean isNumber(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      default -> false;
    };
  }

  /** General category M. */
  static boolean isMark(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }

  /** General categories P and S. */
  static boolean isPunctuationOrSymbol(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.MATH_SYMBOL,
          Character.CURRENCY_SYMBOL,
          Character.MODIFIER_SYMBOL,
          Character.OTHER_SYMBOL,
          Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  static boolean isWordBefore(CharSequence text, int index) {
    return index > 0 && isWord(Character.codePointBefore(text, index));
  }

  static boolean isWordAt(CharSequence text, int index) {
    return index < text.length() && isWord(Character.codePointAt(text, index));
  }

  /** Whitespace; all of it lies in the basic plane. */
  static boolean isSpace(char c) {
    return switch (c) {
      case ' ', '\t', '\n', 0x0B, '\f', '\r', 0x1C, 0x1D, 0x1E, 0x1F -> true;
      case 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
      default -> c >= 0x2000 && c <= 0x200A;
    };
  }

  /** Returns the stretches between whitespace. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean inWord = i < text.length() && !isSpace(text.charAt(i));
      if (inWord && start < 0) {
        start = i;
      } else if (!inWord && start >= 0) {
        words.add(text.substring(start, i));
        start = -1;
      }
    }
    return words;
  }

  /** Turns each run of whitespace into one blank, at the ends too. */
  static String singleSpaced(CharSequence text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean afterSpace = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean space = isSpace(c);
      if (!space) {
        out.append(c);
      } else if (!afterSpace) {
        out.append(' ');
      }
      afterSpace = space;
    }
    return out.toString();
  }
}
