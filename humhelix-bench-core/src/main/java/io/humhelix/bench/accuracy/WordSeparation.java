package io.humhelix.bench.accuracy;

import io.humhelix.bench.internal.text.WritingSystem;
import io.humhelix.bench.result.ErrorUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a text separates its words. Chinese, Japanese, Thai and others do not: by words, a
 * sentence with one wrong character has the same error rate as one that is wholly wrong, so
 * characters decide there. The language tells, and so does the text, since a definition may leave
 * the language out or have a wrong one.
 */
public final class WordSeparation {

  /** ISO 639 codes of languages that are written without blanks between words. */
  private static final Set<String> LANGUAGES =
      Set.of(
          "zh", "cmn", "yue", "wuu", "nan", "hak", "gan", "hsn", "lzh", "ja", "th", "lo", "km",
          "my", "shn", "bo", "dz", "ii");

  private WordSeparation() {}

  /**
   * Returns the unit that decides for a clip.
   *
   * @param language of the text, as {@link TextLanguage} has it; empty if it is not known
   * @param reference the correct text, normalised or not
   * @return characters if the language does not separate words, or if the text has at least as many
   *     letters of such scripts as words of other ones
   */
  public static ErrorUnit unit(Optional<String> language, String reference) {
    boolean byLanguage =
        language.map(WordSeparation::primary).filter(LANGUAGES::contains).isPresent();
    return byLanguage || isUnseparated(reference) ? ErrorUnit.CHARACTER : ErrorUnit.WORD;
  }

  /** The language of a tag: {@code zh} of {@code zh-Hant-TW}. */
  static String primary(String tag) {
    return tag.strip().toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
  }

  /** A letter of Chinese says about as much as a word of English. */
  private static boolean isUnseparated(String text) {
    int letters = 0;
    int words = 0;
    boolean inWord = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      boolean letter = Character.isLetter(c);
      if (letter && WritingSystem.isUnseparated(c)) {
        letters++;
        inWord = false;
      } else if (letter) {
        words += inWord ? 0 : 1;
        inWord = true;
      } else if (Character.isWhitespace(c)) {
        inWord = false;
      }
    }
    return letters > 0 && letters >= words;
  }
}
