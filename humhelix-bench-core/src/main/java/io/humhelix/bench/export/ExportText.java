package io.humhelix.bench.export;

import java.util.function.IntPredicate;

/** Texts that any encoding of Unicode can carry. */
final class ExportText {

  /** Stands for what a format cannot carry. */
  static final char REPLACEMENT = '\uFFFD';

  private ExportText() {}

  /** Returns a text whose lone surrogates, which no encoder takes, are replaced. */
  static String wellFormed(String text) {
    return where(text, codePoint -> codePoint < 0xD800 || codePoint > 0xDFFF);
  }

  /** Returns a text in which U+FFFD stands for every code point that is not allowed. */
  static String where(String text, IntPredicate allowed) {
    if (text.codePoints().allMatch(allowed)) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(c -> clean.appendCodePoint(allowed.test(c) ? c : REPLACEMENT));
    return clean.toString();
  }
}
