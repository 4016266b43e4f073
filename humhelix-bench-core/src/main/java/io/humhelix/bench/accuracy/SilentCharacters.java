package io.humhelix.bench.accuracy;

/**
 * Characters that change how a text looks and not what is said: joiners, direction marks, soft
 * hyphens and variation selectors (Unicode's Default_Ignorable_Code_Point, as far as assigned),
 * control characters, enclosing marks, and the tatweel that stretches Arabic words.
 */
final class SilentCharacters {

  private static final int TATWEEL = 0x640;
  private static final int GRAPHEME_JOINER = 0x34F;

  private SilentCharacters() {}

  static boolean has(int c) {
    return switch (Character.getType(c)) {
      case Character.FORMAT, Character.ENCLOSING_MARK -> true;
      case Character.CONTROL -> !CharacterClasses.isSpace((char) c);
      default -> c == TATWEEL || c == GRAPHEME_JOINER || isFiller(c) || isVariationSelector(c);
    };
  }

  /** Of Hangul syllables, and the inherent vowels of Khmer. */
  private static boolean isFiller(int c) {
    return c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5;
  }

  private static boolean isVariationSelector(int c) {
    return c >= 0xFE00 && c <= 0xFE0F || c >= 0xE0100 && c <= 0xE01EF || c >= 0x180B && c <= 0x180F;
  }
}
