package io.humhelix.bench.internal.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/** Scripts that are written without blanks between words. */
public final class UnseparatedScripts {

  private static final Set<UnicodeScript> SCRIPTS =
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

  private UnseparatedScripts() {}

  /** Returns whether a code point is of such a script. */
  public static boolean contain(int codePoint) {
    return SCRIPTS.contains(UnicodeScript.of(codePoint));
  }
}
