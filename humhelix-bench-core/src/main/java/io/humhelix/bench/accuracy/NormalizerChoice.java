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

  /**
   * ISO 639 codes of the languages of Whisper ({@code tokenizer.py}, {@code LANGUAGES}) in Latin,
   * Greek, Cyrillic, Armenian, Georgian, Ethiopic and Hangul letters, but not Yoruba and Lingala,
   * whose letters with tones are not composed. Each is tested with a sentence.
   */
  private static final Set<String> COMPOSED =
      Set.of(
          "af", "am", "az", "ba", "be", "bg", "br", "bs", "ca", "cs", "cy", "da", "de", "el", "es",
          "et", "eu", "fi", "fo", "fr", "gl", "ha", "haw", "hr", "ht", "hu", "hy", "id", "is", "it",
          "jv", "jw", "ka", "kk", "ko", "la", "lb", "lt", "lv", "mg", "mi", "mk", "mn", "ms", "mt",
          "nl", "nn", "no", "nb", "oc", "pl", "pt", "ro", "ru", "sk", "sl", "sn", "so", "sq", "sr",
          "su", "sv", "sw", "tg", "tk", "tl", "tr", "tt", "uk", "uz", "vi");

  private NormalizerChoice() {}

  static String of(Optional<String> language) {
    String code = language.map(WordSeparation::primary).orElse("");
    if (code.equals(ENGLISH)) {
      return EnglishNormalizer.ID;
    }
    return COMPOSED.contains(code) ? BasicNormalizer.ID : MultilingualNormalizer.ID;
  }
}
