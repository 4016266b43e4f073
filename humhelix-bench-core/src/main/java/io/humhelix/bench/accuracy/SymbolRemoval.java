package io.humhelix.bench.accuracy;

import java.text.Normalizer.Form;
import java.util.Map;

/** Turns symbols, punctuation and combining marks into blanks. */
final class SymbolRemoval {

  /** Letters that Unicode does not decompose into a base letter and a mark. */
  private static final Map<Integer, String> WITHOUT_STROKE =
      Map.ofEntries(
          Map.entry(0x153, "oe"),
          Map.entry(0x152, "OE"),
          Map.entry(0xF8, "o"),
          Map.entry(0xD8, "O"),
          Map.entry(0xE6, "ae"),
          Map.entry(0xC6, "AE"),
          Map.entry(0xDF, "ss"),
          Map.entry(0x1E9E, "SS"),
          Map.entry(0x111, "d"),
          Map.entry(0x110, "D"),
          Map.entry(0xF0, "d"),
          Map.entry(0xD0, "D"),
          Map.entry(0xFE, "th"),
          Map.entry(0xDE, "th"),
          Map.entry(0x142, "l"),
          Map.entry(0x141, "L"));

  private SymbolRemoval() {}

  /** Letters keep their accents if there is a precomposed letter (NFKC). */
  static String removed(String text) {
    String composed = CompatibilityForm.of(text, Form.NFKC);
    StringBuilder out = new StringBuilder(composed.length());
    for (int i = 0; i < composed.length(); ) {
      int c = composed.codePointAt(i);
      i += Character.charCount(c);
      out.appendCodePoint(isSymbolOrMark(c) ? ' ' : c);
    }
    return out.toString();
  }

  /**
   * Letters lose their accents (NFKD).
   *
   * @param kept symbols that stay
   */
  static String removedWithDiacritics(String text, String kept) {
    String decomposed = CompatibilityForm.of(text, Form.NFKD);
    StringBuilder out = new StringBuilder(decomposed.length());
    for (int i = 0; i < decomposed.length(); ) {
      int c = decomposed.codePointAt(i);
      i += Character.charCount(c);
      if (c < 128 && Character.isLetterOrDigit(c) || kept.indexOf(c) >= 0) {
        out.appendCodePoint(c);
      } else if (WITHOUT_STROKE.containsKey(c)) {
        out.append(WITHOUT_STROKE.get(c));
      } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
        out.appendCodePoint(isSymbolOrMark(c) ? ' ' : c);
      }
    }
    return out.toString();
  }

  private static boolean isSymbolOrMark(int codePoint) {
    return CharacterClasses.isMark(codePoint) || CharacterClasses.isPunctuationOrSymbol(codePoint);
  }
}
