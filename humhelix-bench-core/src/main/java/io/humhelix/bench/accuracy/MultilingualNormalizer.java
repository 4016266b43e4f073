package io.humhelix.bench.accuracy;

import io.humhelix.bench.internal.text.WritingSystem;
import java.text.Normalizer.Form;

/**
 * The normaliser for every language whose marks are part of the spelling: vowels of Hindi or Thai,
 * points of Arabic. Whisper's drop them, so that two words that differ in a vowel are equal.
 *
 * <p>In this order: compatibility composition (NFKC) and case folding, so that composed and
 * decomposed texts are equal; digits of all scripts become ASCII digits; punctuation and symbols
 * (general categories P and S) become blanks; characters without a sound of their own (joiners,
 * direction marks, variation selectors, the Arabic tatweel) go; a blank between two letters of
 * scripts that are written without blanks goes, too, since there it separates nothing.
 */
final class MultilingualNormalizer implements Normalizer {

  static final String ID = "multilingual";

  /** NFKC and case folding undo each other for a few characters; more rounds change nothing. */
  private static final int MOST_ROUNDS = 3;

  private static final int TATWEEL = 0x640;
  private static final int GRAPHEME_JOINER = 0x34F;

  /** Letters in Unicode, but written as apostrophes as often: {@code м’я} and {@code мʼя}. */
  private static final String APOSTROPHES = "\u02BB\u02BC";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public String normalize(String text) {
    String spelled = folded(text);
    StringBuilder out = new StringBuilder(spelled.length());
    for (int i = 0; i < spelled.length(); ) {
      int c = spelled.codePointAt(i);
      i += Character.charCount(c);
      if (APOSTROPHES.indexOf(c) >= 0 || CharacterClasses.isPunctuationOrSymbol(c)) {
        out.append(' ');
      } else if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
        out.append((char) ('0' + Character.digit(c, 10)));
      } else if (!isSilent(c)) {
        out.appendCodePoint(c);
      }
    }
    String spaced = CharacterClasses.singleSpaced(out);
    // What stood between a letter and its mark may be gone now.
    return CompatibilityForm.of(withoutIdleBlanks(spaced), Form.NFC);
  }

  private static String folded(String text) {
    String before = text;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      String after = CompatibilityForm.of(CaseFolding.of(withoutSilent(before)), Form.NFKC);
      if (after.equals(before)) {
        return after;
      }
      before = after;
    }
    return before;
  }

  private static String withoutSilent(String text) {
    if (text.codePoints().noneMatch(MultilingualNormalizer::isSilent)) {
      return text;
    }
    return text.codePoints()
        .filter(c -> !isSilent(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isSilent(int c) {
    return c == TATWEEL
        || c == GRAPHEME_JOINER
        || c >= 0xFE00 && c <= 0xFE0F
        || c >= 0xE0100 && c <= 0xE01EF
        || c >= 0x180B && c <= 0x180F
        || Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.CONTROL && !CharacterClasses.isSpace((char) c);
  }

  private static String withoutIdleBlanks(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      boolean idle =
          text.charAt(i) == ' '
              && i > 0
              && i + 1 < text.length()
              && WritingSystem.isUnseparated(text.codePointBefore(i))
              && WritingSystem.isUnseparated(text.codePointAt(i + 1));
      if (!idle) {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }
}
