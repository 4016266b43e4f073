package io.humhelix.bench.backend.http;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Languages as servers name them: a code, or, in OpenAI's {@code verbose_json}, the English name in
 * Whisper's list ({@code tokenizer.py}, {@code LANGUAGES}).
 */
final class LanguageNames {

  /** Names of Whisper that are not those of the Java runtime. */
  private static final Map<String, String> OF_WHISPER =
      Map.of(
          "burmese",
          "my",
          "castilian",
          "es",
          "flemish",
          "nl",
          "haitian",
          "ht",
          "haitian creole",
          "ht",
          "mandarin",
          "zh",
          "moldovan",
          "ro",
          "myanmar",
          "my",
          "nynorsk",
          "nn",
          "valencian",
          "ca");

  private static final Map<String, String> MORE_OF_WHISPER =
      Map.of(
          "panjabi",
          "pa",
          "punjabi",
          "pa",
          "pushto",
          "ps",
          "letzeburgesch",
          "lb",
          "sinhalese",
          "si",
          "hawaiian",
          "haw",
          "cantonese",
          "yue",
          "javanese",
          "jw",
          "occitan",
          "oc");

  /** Codes of ISO 639-2 that say that the language is not known, mixed or none. */
  private static final Set<String> NO_LANGUAGE = Set.of("und", "mul", "mis", "zxx");

  private static final Map<String, String> CODES = new HashMap<>();

  static {
    for (String code : Locale.getISOLanguages()) {
      Locale language = Locale.forLanguageTag(code);
      // The list may have the old code of Indonesian, Hebrew and Yiddish; a tag has today's.
      CODES.put(
          language.getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT),
          language.toLanguageTag());
    }
    CODES.putAll(OF_WHISPER);
    CODES.putAll(MORE_OF_WHISPER);
  }

  private LanguageNames() {}

  /** Returns the code; empty for a name that nobody knows. */
  static Optional<String> code(String name) {
    String word = name.strip().toLowerCase(Locale.ROOT);
    Optional<String> code =
        word.matches("[a-z]{2,3}([-_].*)?")
            ? Optional.of(word.split("[-_]")[0])
            : Optional.ofNullable(CODES.get(word));
    return code.filter(known -> !NO_LANGUAGE.contains(known));
  }
}
