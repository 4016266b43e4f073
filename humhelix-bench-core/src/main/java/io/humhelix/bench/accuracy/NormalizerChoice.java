package io.humhelix.bench.accuracy;

import java.util.Optional;
import java.util.Set;

/**
 * The normaliser of a language, for definitions that name none. English has its own. Languages
 * whose writing has a code point for every letter with its accent have Whisper's {@code basic}, so
 * that rates are comparable with published ones. All others, and texts of an unknown language, have
 * {@code multilingual}: {@code basic} would drop the vowels of Hindi, Thai or Arabic, and call a
 * wrong word right.
 */
final class NormalizerChoice {

  private static final String ENGLISH = "en";

  /** Their İ is an i and a mark in small letters, of which {@code basic} makes two words. */
  private static final Set<String> TURKIC = Set.of("tr", "az");

  /**
   * ISO 639 codes of the languages of Whisper ({@code tokenizer.py}, {@code LANGUAGES}) in Latin,
   * Greek, Cyrillic, Armenian, Georgian, Ethiopic and Hangul letters, but not Yoruba and Lingala,
   * whose letters with tones are not composed, nor Turkish and Azerbaijani. None has a letter with
   * a mark after NFKC in the exemplar characters of CLDR 47 ({@code characters.json}), but for the
   * j of Dutch with an accent. Each is tested with its letters.
   */
  private static final Set<String> COMPOSED =
      Set.of(
          "af", "am", "ba", "be", "bg", "br", "bs", "ca", "cs", "cy", "da", "de", "el", "es", "et",
          "eu", "fi", "fo", "fr", "gl", "ha", "haw", "hr", "ht", "hu", "hy", "id", "is", "it", "jv",
          "jw", "ka", "kk", "ko", "la", "lb", "lt", "lv", "mg", "mi", "mk", "mn", "ms", "mt", "nl",
          "nn", "no", "nb", "oc", "pl", "pt", "ro", "ru", "sk", "sl", "sn", "so", "sq", "sr", "su",
          "sv", "sw", "tg", "tk", "tl", "tt", "uk", "uz", "vi");

  private NormalizerChoice() {}

  /** The languages that have {@code basic}. */
  static Set<String> languagesOfBasic() {
    return COMPOSED;
  }

  static String of(Optional<String> language) {
    String code = language.map(WordSeparation::primary).orElse("");
    if (code.equals(ENGLISH)) {
      return EnglishNormalizer.ID;
    }
    if (TURKIC.contains(code)) {
      return MultilingualNormalizer.TURKIC_ID;
    }
    return COMPOSED.contains(code) ? BasicNormalizer.ID : MultilingualNormalizer.ID;
  }
}
