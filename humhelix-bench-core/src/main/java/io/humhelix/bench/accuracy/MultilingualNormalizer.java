package io.humhelix.bench.accuracy;

import io.humhelix.bench.internal.text.WritingSystem;
import java.text.Normalizer.Form;
import java.util.function.UnaryOperator;

/**
 * The normaliser for every language whose marks are part of the spelling: vowels of Hindi or Thai,
 * points of Arabic. Whisper's drop them, so that two words that differ in a vowel are equal.
 *
 * <p>In this order: compatibility composition (NFKC) and case folding, so that composed and
 * decomposed texts are equal; digits of all scripts become ASCII digits; punctuation and symbols
 * (general categories P and S) become blanks; characters without a sound of their own (joiners,
 * direction marks, variation selectors, the Arabic tatweel), enclosing marks, and marks with
 * nothing to stand on go; a blank beside a letter of a script that is written without blanks goes,
 * too, since there it separates nothing: some write {@code 14 手机}, others {@code 14手机}. A normal
 * form is its own normal form.
 *
 * <p>What is spoken and yet a symbol ({@code %}, {@code $}) does not count, as with {@code basic}.
 */
final class MultilingualNormalizer implements Normalizer {

  static final String ID = "multilingual";
  static final String TURKIC_ID = "multilingual_turkic";

  /** Few characters take a second round, and none a third; the last one changes nothing. */
  private static final int MOST_ROUNDS = 4;

  private static final int DOT_ABOVE = 0x307;

  /** Letters in Unicode, but written as apostrophes as often: {@code м’я} and {@code мʼя}. */
  private static final String APOSTROPHES = "\u02BB\u02BC";

  private final String id;
  private final UnaryOperator<String> folding;

  private MultilingualNormalizer(String id, UnaryOperator<String> folding) {
    this.id = id;
    this.folding = folding;
  }

  static MultilingualNormalizer ofAnyLanguage() {
    return new MultilingualNormalizer(ID, CaseFolding::of);
  }

  /** Small {@code I} is {@code ı}, as in Turkish and Azerbaijani. */
  static MultilingualNormalizer ofTurkic() {
    return new MultilingualNormalizer(TURKIC_ID, CaseFolding::ofTurkic);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public String normalize(String text) {
    String before = text;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      String after = once(before);
      if (after.equals(before)) {
        return after;
      }
      before = after;
    }
    return before;
  }

  private String once(String text) {
    // Composed first: whether an I has its dot shows only then.
    String composed = LegacyLetters.replaced(CompatibilityForm.of(text, Form.NFKC));
    String spelled = CompatibilityForm.of(folding.apply(composed), Form.NFKC);
    String spaced = CharacterClasses.singleSpaced(spoken(spelled));
    // What stood between a letter and its mark may be gone now.
    return CompatibilityForm.of(withoutIdleBlanks(spaced), Form.NFKC);
  }

  private static StringBuilder spoken(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (APOSTROPHES.indexOf(c) >= 0 || CharacterClasses.isPunctuationOrSymbol(c)) {
        out.append(' ');
      } else if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
        out.append((char) ('0' + Character.digit(c, 10)));
      } else if (!SilentCharacters.has(c) && !(CharacterClasses.isMark(c) && isIdle(c, out))) {
        out.appendCodePoint(c);
      }
    }
    return out;
  }

  /** A mark that nothing carries, as of a spacing accent, or the dot that an i has anyway. */
  private static boolean isIdle(int mark, StringBuilder before) {
    int last = before.length() - 1;
    return last < 0
        || CharacterClasses.isSpace(before.charAt(last))
        || mark == DOT_ABOVE && (before.charAt(last) == 'i' || before.charAt(last) == 'j');
  }

  private static String withoutIdleBlanks(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      boolean idle =
          text.charAt(i) == ' '
              && i > 0
              && i + 1 < text.length()
              && (WritingSystem.isUnseparated(text.codePointBefore(i))
                  || WritingSystem.isUnseparated(text.codePointAt(i + 1)));
      if (!idle) {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }
}
