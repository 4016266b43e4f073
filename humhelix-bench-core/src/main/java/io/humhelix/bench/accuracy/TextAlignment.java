package io.humhelix.bench.accuracy;

import io.humhelix.bench.result.Alignment;
import io.humhelix.bench.result.ErrorUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Two texts side by side, with the least number of errors. A character is shown with the marks that
 * follow it, since a vowel sign or an accent cannot stand alone; {@link Scorer} counts them one by
 * one.
 */
public final class TextAlignment {

  private TextAlignment() {}

  /**
   * Aligns two texts.
   *
   * @param reference the correct text, or the earlier one; normalised
   * @param hypothesis the other text, normalised
   * @param unit whether words or characters are aligned
   * @return every word, or every character and blank, of either text
   */
  public static Alignment of(String reference, String hypothesis, ErrorUnit unit) {
    return WordAligner.align(parts(reference, unit), parts(hypothesis, unit));
  }

  private static List<String> parts(String text, ErrorUnit unit) {
    return unit == ErrorUnit.WORD ? CharacterClasses.words(text) : characters(text);
  }

  private static List<String> characters(String text) {
    List<String> characters = new ArrayList<>();
    int begin = 0;
    while (begin < text.length()) {
      int end = begin + Character.charCount(text.codePointAt(begin));
      while (end < text.length() && isMark(text.codePointAt(end))) {
        end += Character.charCount(text.codePointAt(end));
      }
      characters.add(text.substring(begin, end));
      begin = end;
    }
    return characters;
  }

  private static boolean isMark(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.FORMAT ->
          true;
      default -> false;
    };
  }
}
