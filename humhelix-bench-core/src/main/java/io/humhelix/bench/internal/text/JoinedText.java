package io.humhelix.bench.internal.text;

import java.lang.Character.UnicodeBlock;

/**
 * A text of parts that may have lost the blanks at their ends, such as segments that a server
 * strips. A blank is added between two parts if neither has one and the scripts at both sides
 * separate words, but not where punctuation attaches: {@code in} and {@code his} are two words,
 * {@code in} and {@code , his} need no blank, nor do two parts in Chinese. Used by one thread.
 */
public final class JoinedText {

  /** What the nearest letter of a side says of its script. */
  private enum Side {
    SEPARATED,
    UNSEPARATED,
    NO_LETTER
  }

  /** Of the category "other punctuation", but they open a word. */
  private static final String OPENING = "¿¡\"'#@&*§";

  /** How many characters at each side are looked at for a letter. */
  private static final int NEAR = 32;

  private final StringBuilder text = new StringBuilder();

  /** Adds a part, after a blank if one is missing. */
  public void addPart(String part) {
    if (!part.isEmpty() && !text.isEmpty() && blankMissing(text, part)) {
      text.append(' ');
    }
    text.append(part);
  }

  /** Adds a piece of the same part: nothing comes between. */
  public void addPiece(String piece) {
    text.append(piece);
  }

  /** Returns whether nothing, or nothing but empty parts, was added. */
  public boolean isEmpty() {
    return text.isEmpty();
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private static boolean blankMissing(CharSequence left, String right) {
    int last = Character.codePointBefore(left, left.length());
    int first = right.codePointAt(0);
    if (isBlank(last) || isBlank(first) || attaches(last, first, left, right)) {
      return false;
    }
    int[] tail =
        left.subSequence(Math.max(0, left.length() - NEAR), left.length()).codePoints().toArray();
    Side before = side(tail, true);
    Side after = side(right.codePoints().limit(NEAR).toArray(), false);
    boolean unseparated = before == Side.UNSEPARATED || after == Side.UNSEPARATED;
    return !unseparated || before == Side.SEPARATED || after == Side.SEPARATED;
  }

  private static boolean attaches(int last, int first, CharSequence left, String right) {
    return isWide(last) || isWide(first) || closes(first) || opens(last) || hyphen(left, right);
  }

  /** A hyphen within a word: a letter on its other side. */
  private static boolean hyphen(CharSequence left, String right) {
    int end = left.length();
    boolean ends =
        left.charAt(end - 1) == '-' && end > 1 && Character.isLetter(left.charAt(end - 2));
    boolean begins =
        right.charAt(0) == '-' && right.length() > 1 && Character.isLetter(right.charAt(1));
    return ends && Character.isLetter(right.charAt(0))
        || begins && Character.isLetter(left.charAt(end - 1));
  }

  private static boolean closes(int c) {
    return switch (Character.getType(c)) {
      case Character.END_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION -> true;
      case Character.OTHER_PUNCTUATION -> OPENING.indexOf(c) < 0;
      default -> false;
    };
  }

  private static boolean opens(int c) {
    int type = Character.getType(c);
    return type == Character.START_PUNCTUATION
        || type == Character.INITIAL_QUOTE_PUNCTUATION
        || c == '¿'
        || c == '¡';
  }

  /** Punctuation of East Asia, which has its blank within itself. */
  private static boolean isWide(int c) {
    UnicodeBlock block = UnicodeBlock.of(c);
    return !Character.isLetterOrDigit(c)
        && (block == UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION
            || block == UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS);
  }

  private static boolean isBlank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static Side side(int[] codePoints, boolean fromEnd) {
    for (int i = 0; i < codePoints.length; i++) {
      int c = codePoints[fromEnd ? codePoints.length - 1 - i : i];
      if (WritingSystem.isUnseparated(c)) {
        return Side.UNSEPARATED;
      }
      if (Character.isLetter(c)) {
        return Side.SEPARATED;
      }
    }
    return Side.NO_LETTER;
  }
}
