package io.humhelix.bench.accuracy;

/**
 * Lower case by the rules of the Unicode Standard (section 3.13), the same for every locale. Unlike
 * {@link String#toLowerCase(java.util.Locale)}, the sigma at the end of a word is found by the
 * standard's condition, and in linear time.
 */
final class LowerCase {

  private static final int CAPITAL_SIGMA = 0x3A3;
  private static final int SMALL_SIGMA = 0x3C3;
  private static final int FINAL_SIGMA = 0x3C2;
  private static final int CAPITAL_I_WITH_DOT = 0x130;

  /** Characters that words have inside them: Word_Break MidLetter, MidNumLet, Single_Quote. */
  private static final String INSIDE_WORDS =
      "'.:\u00B7\u0387\u055F\u05F4\u2018\u2019\u2024\u2027\uFE13\uFE52\uFE55\uFF07\uFF0E\uFF1A";

  private LowerCase() {}

  static String of(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      int next = i + Character.charCount(c);
      if (c == CAPITAL_SIGMA) {
        out.appendCodePoint(endsWord(text, i, next) ? FINAL_SIGMA : SMALL_SIGMA);
      } else if (c == CAPITAL_I_WITH_DOT) {
        out.append("i\u0307");
      } else {
        out.appendCodePoint(Character.toLowerCase(c));
      }
      i = next;
    }
    return out.toString();
  }

  /** The condition Final_Sigma: a cased letter before, none after, ignorable ones skipped. */
  private static boolean endsWord(String text, int start, int end) {
    int before = start;
    int letter = -1;
    while (before > 0) {
      int c = text.codePointBefore(before);
      if (!isCaseIgnorable(c)) {
        letter = c;
        break;
      }
      before -= Character.charCount(c);
    }
    if (letter < 0 || !isCased(letter)) {
      return false;
    }
    int after = end;
    while (after < text.length()) {
      int c = text.codePointAt(after);
      if (!isCaseIgnorable(c)) {
        return !isCased(c);
      }
      after += Character.charCount(c);
    }
    return true;
  }

  private static boolean isCased(int c) {
    return Character.isLowerCase(c) || Character.isUpperCase(c) || Character.isTitleCase(c);
  }

  private static boolean isCaseIgnorable(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT,
          Character.MODIFIER_LETTER,
          Character.MODIFIER_SYMBOL ->
          true;
      default -> INSIDE_WORDS.indexOf(c) >= 0;
    };
  }
}
