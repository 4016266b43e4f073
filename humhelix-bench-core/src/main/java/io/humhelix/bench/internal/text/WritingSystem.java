package io.humhelix.bench.internal.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/** How scripts write words. */
public final class WritingSystem {

  private static final Set<UnicodeScript> WITHOUT_BLANKS =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR,
          UnicodeScript.TIBETAN,
          UnicodeScript.YI,
          UnicodeScript.TAI_LE,
          UnicodeScript.NEW_TAI_LUE,
          UnicodeScript.TAI_THAM,
          UnicodeScript.TAI_VIET,
          UnicodeScript.JAVANESE,
          UnicodeScript.BALINESE);

  /** Shared by both kana, and so of no script. */
  private static final String KANA_MARKS = "\u30FC\u3099\u309A";

  private WritingSystem() {}

  /** Returns whether a letter, or a mark on one, is of a script without blanks between words. */
  public static boolean isUnseparated(int codePoint) {
    return WITHOUT_BLANKS.contains(UnicodeScript.of(codePoint))
        || KANA_MARKS.indexOf(codePoint) >= 0;
  }
}
