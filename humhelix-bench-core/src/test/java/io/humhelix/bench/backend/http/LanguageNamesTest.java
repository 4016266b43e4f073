package io.humhelix.bench.backend.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers call a language. */
class LanguageNamesTest {

  /** Whisper's tokenizer.py, LANGUAGES and TO_LANGUAGE_CODE. */
  private static final String WHISPER =
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

  @Test
  void everyNameOfWhisperHasItsCode() {
    List<String> pairs = List.of(WHISPER.replace("\n", " ").strip().split(",\\s*"));
    assertEquals(112, pairs.size());
    for (String pair : pairs) {
      String code = pair.split(" ", 2)[0];
      assertEquals(Optional.of(code), LanguageNames.code(pair.split(" ", 2)[1]), pair);
      assertEquals(Optional.of(code), LanguageNames.code(code), pair);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "English, en",
    "'  german ', de",
    "EN, en",
    "en-US, en",
    "zh_TW, zh",
    "pt-br, pt",
    "eng, en",
    "ger, de",
    "jw, jw",
    "yue-HK, yue",
    "lao, lo"
  })
  void caseBlanksAndRegionsDoNotMatter(String name, String code) {
    assertEquals(Optional.of(code), LanguageNames.code(name));
  }

  /** A code is not made up. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "auto",
        "unknown",
        "klingon",
        "xx",
        "xx-YY",
        "und",
        "mul",
        "english (us)",
        "en us"
      })
  void whatNamesNoLanguageIsNotTold(String name) {
    assertEquals(Optional.empty(), LanguageNames.code(name));
  }
}
