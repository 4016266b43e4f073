package io.humhelix.bench.definition;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Codes of languages: engines and normalisers know them by two letters where there are two. */
final class LanguageCode {

  private static final Map<String, String> TWO_LETTERS = new HashMap<>();

  static {
    for (String code : Locale.getISOLanguages()) {
      // Also today's code of Hebrew, Indonesian and Yiddish, whose old ones the list may have.
      Locale language = Locale.forLanguageTag(code);
      TWO_LETTERS.put(language.getISO3Language(), language.toLanguageTag());
    }
  }

  private LanguageCode() {}

  /** Returns the ISO 639-1 code of a language whose ISO 639-3 code was found. */
  static Optional<String> ofThreeLetters(String code) {
    return Optional.ofNullable(TWO_LETTERS.get(code));
  }
}
