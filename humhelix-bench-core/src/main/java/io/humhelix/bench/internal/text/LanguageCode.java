package io.humhelix.bench.internal.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Codes of languages: engines and normalisers know a language by two letters (ISO 639-1) where it
 * has such a code, and by three (ISO 639-3) where it has none.
 */
public final class LanguageCode {

  /** What a message says is allowed where there is a {@link #remedy}. */
  public static final String ALLOWED = "the ISO 639-1 code where there is one";

  /** Those of ISO 639-2 for libraries, which differ from the ones that all others use. */
  private static final String OF_LIBRARIES =
      "alb sq, arm hy, baq eu, bur my, chi zh, cze cs, dut nl, fre fr, geo ka, ger de, gre el,"
          + " ice is, mac mk, mao mi, may ms, per fa, rum ro, slo sk, tib bo, wel cy";

  private static final Map<String, String> TWO_LETTERS = new HashMap<>();

  /** With the code of Javanese in Whisper ({@code tokenizer.py}, {@code LANGUAGES}). */
  private static final Set<String> KNOWN = new HashSet<>(Set.of("jw"));

  static {
    for (String code : Locale.getISOLanguages()) {
      // Also today's code of Hebrew, Indonesian and Yiddish, whose old ones the list may have.
      Locale language = Locale.forLanguageTag(code);
      KNOWN.add(code);
      KNOWN.add(language.toLanguageTag());
      TWO_LETTERS.put(language.getISO3Language(), language.toLanguageTag());
    }
    for (String pair : OF_LIBRARIES.split(", ")) {
      TWO_LETTERS.put(pair.substring(0, 3), pair.substring(4));
    }
  }

  private LanguageCode() {}

  /** Returns the ISO 639-1 code of a language whose code of three letters was found. */
  public static Optional<String> ofThreeLetters(String code) {
    return Optional.ofNullable(TWO_LETTERS.get(code));
  }

  /**
   * Returns what to do about a code that is not the one that engines and normalisers know.
   *
   * @param code in small letters, of two or three
   * @return empty if it is right, or has three letters and is not known here
   */
  public static Optional<String> remedy(String code) {
    if (code.length() == 2) {
      return KNOWN.contains(code)
          ? Optional.empty()
          : Optional.of("there is no such language; write its ISO 639-1 code");
    }
    return ofThreeLetters(code).map(two -> "write " + two);
  }
}
