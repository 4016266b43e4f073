package io.humhelix.bench.accuracy;

import java.util.Locale;

/**
 * Full case folding, by which texts that differ in case alone become equal: {@code ß} and {@code
 * SS} are both {@code ss}, and every sigma is {@code σ}. The Java runtime has no table of it;
 * capitals turned into small letters give the same classes (Unicode Standard, section 3.13, {@code
 * toCasefold}), except for the Turkish letters: {@code İ} becomes {@code i}, and {@code ı} stays.
 * Texts are composed, so that the dot of an {@code İ} is part of it.
 */
final class CaseFolding {

  private static final int DOTLESS_I = 0x131;
  private static final int CAPITAL_I_WITH_DOT = 0x130;

  private CaseFolding() {}

  static String of(String text) {
    return folded(text, 'i');
  }

  /** With status T of Unicode's CaseFolding.txt: {@code I} becomes {@code ı}. */
  static String ofTurkic(String text) {
    return folded(text, DOTLESS_I);
  }

  private static String folded(String text, int smallI) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == 'I') {
        out.appendCodePoint(smallI);
      } else if (c < 128 || c == DOTLESS_I) {
        out.appendCodePoint(Character.toLowerCase(c));
      } else if (c == CAPITAL_I_WITH_DOT) {
        out.append('i');
      } else {
        // Several letters, as for ß and the ligatures.
        Character.toString(c)
            .toUpperCase(Locale.ROOT)
            .codePoints()
            .map(Character::toLowerCase)
            .forEach(out::appendCodePoint);
      }
    }
    return out.toString();
  }
}
