package io.humhelix.bench.backend.http;

import io.humhelix.bench.internal.text.LanguageCode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Languages as servers name them: a code, or, in OpenAI's {@code verbose_json}, the English name in
 * Whisper's list ({@code tokenizer.py}, {@code LANGUAGES} and {@code TO_LANGUAGE_CODE}).
 */
final class LanguageNames {

  /** Codes and names; the Java runtime calls some otherwise, such as Bangla. */
  private static final String OF_WHISPER =
      """
      en english, zh chinese, de german, es spanish, ru russian, ko korean, fr french, ja japanese,
      pt portuguese, tr turkish, pl polish, ca catalan, nl dutch, ar arabic, sv swedish, it italian,
      id indonesian, hi hindi, fi finnish, vi vietnamese, he hebrew, uk ukrainian, el greek,
      ms malay, cs czech, ro romanian, da danish, hu hungarian, ta tamil, no norwegian, th thai,
      ur urdu, hr croatian, bg bulgarian, lt lithuanian, la latin, mi maori, ml malayalam, cy welsh,
      sk slovak, te telugu, fa persian, lv latvian, bn bengali, sr serbian, az azerbaijani,
      sl slovenian, kn kannada, et estonian, mk macedonian, br breton, eu basque, is icelandic,
      hy armenian, ne nepali, mn mongolian, bs bosnian, kk kazakh, sq albanian, sw swahili,
      gl galician, mr marathi, pa punjabi, si sinhala, km khmer, sn shona, yo yoruba, so somali,
      af afrikaans, oc occitan, ka georgian, be belarusian, tg tajik, sd sindhi, gu gujarati,
      am amharic, yi yiddish, lo lao, uz uzbek, fo faroese, ht haitian creole, ps pashto, tk turkmen,
      nn nynorsk, mt maltese, sa sanskrit, lb luxembourgish, my myanmar, bo tibetan, tl tagalog,
      mg malagasy, as assamese, tt tatar, haw hawaiian, ln lingala, ha hausa, ba bashkir,
      jw javanese, su sundanese, yue cantonese,
      my burmese, ca valencian, nl flemish, ht haitian, lb letzeburgesch, ps pushto, pa panjabi,
      ro moldavian, ro moldovan, si sinhalese, es castilian, zh mandarin
      """;

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
    for (String pair : OF_WHISPER.replace("\n", " ").strip().split(",\\s*")) {
      int blank = pair.indexOf(' ');
      CODES.put(pair.substring(blank + 1), pair.substring(0, blank));
    }
  }

  private LanguageNames() {}

  /** Returns the code; empty for a name that nobody knows. */
  static Optional<String> code(String name) {
    String word = name.strip().toLowerCase(Locale.ROOT);
    // Names first: the code of Lao is lo.
    Optional<String> code =
        Optional.ofNullable(CODES.get(word))
            .or(
                () ->
                    Optional.of(word)
                        .filter(tag -> tag.matches("[a-z]{2,3}([-_].*)?"))
                        .map(tag -> tag.split("[-_]")[0])
                        .map(tag -> LanguageCode.ofThreeLetters(tag).orElse(tag)));
    return code.filter(known -> !NO_LANGUAGE.contains(known))
        .filter(known -> LanguageCode.remedy(known).isEmpty());
  }
}
