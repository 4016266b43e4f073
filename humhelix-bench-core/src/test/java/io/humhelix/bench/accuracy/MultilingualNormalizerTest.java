package io.humhelix.bench.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.text.Normalizer.Form;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultilingualNormalizerTest {

  private static final Normalizer ANY = Normalizers.byId("multilingual");
  private static final Normalizer TURKIC = Normalizers.byId("multilingual_turkic");

  private static String normal(String text) {
    return ANY.normalize(text).strip();
  }

  /** Verb forms of a man and of a woman, and other words that differ in a mark alone. */
  @ParameterizedTest
  @CsvSource({
    "गया, गयी",
    "करता, करती",
    "কি, কী",
    "पानी, पान",
    "ไม้, ไม่",
    "มา, มี",
    "கல், கால்",
    "తల, తాల",
    "ಕಲ, ಕಾಲ",
    "കല, കാല",
    "ગયો, ગયા",
    "ਕਲਾ, ਕਾਲਾ",
    "ଘର, ଘରେ",
    "කල, කාල",
    "ကာ, ကား",
    "ຂາວ, ຂ່າວ",
    "កា, កី",
    "كَتَبَ, كُتِبَ",
    "סֵפֶר, סַפָּר",
    "کِرم, کَرم",
    "ọkọ́, ọkọ̀",
  })
  void wordsThatDifferInAMarkAreDifferent(String one, String other) {
    assertNotEquals(normal(one), normal(other));
    assertEquals(1, new Scorer(ANY).score(one, other).words().substitutions());
    assertEquals(1, new Scorer(ANY).score(one, other).words().referenceLength());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Straße, STRASSE, straẞe.|strasse strasse strasse",
        "ΟΔΥΣΣΕΥΣ οδυσσεύς|οδυσσευσ οδυσσεύσ",
        "٣ ३ ৩ ๓ ３ ²|3 3 3 3 3 2",
        "50 % für $5|50 für 5",
        "l’eau don't|l eau don t",
        "(हँसी) [noise] नमस्ते।|हँसी noise नमस्ते",
        "می\u200Cروم|میروم",
        "so\u00ADgar a\u2060b \u202Bab\u202C|sogar ab ab",
        "العـــربية|العربية",
        "ﻻ|لا",
        "❤\uFE0F 1\uFE0F\u20E3|1",
        "葛\uDB40\uDD00城|葛城",
        "ﾊﾟｿｺﾝ|パソコン",
        "今天，天气 很好。|今天天气很好",
        "パソコン・ソフト ー|パソコンソフトー",
        "我 用 GPU 五 天|我用gpu五天",
        "买了 3 个|买了3个",
        "วันนี้ราคา ๒๕ บาท ok|วันนี้ราคา25บาทok",
        "in 東京 we met|in東京we met",
        "สวัสดี ครับ|สวัสดีครับ",
        "İstanbul I\u0307stanbul i\u0307stanbul|istanbul istanbul istanbul",
        "ISPARTA kısa|isparta kısa",
        "a\u00B4 \u0301b ़क|a b क",
        "a\u200D\u0301|á",
        "അവൻ അവന്\u200D|അവൻ അവൻ",
        "উৎসব উত্\u200Dসব|উৎসব উৎসব",
      })
  void followsItsRules(String raw, String normal) {
    assertEquals(normal, normal(raw));
  }

  @ParameterizedTest
  @CsvSource({"ISPARTA,ısparta", "İZMİR,izmir", "I\u0307zmir,izmir", "Işık,ışık", "KIŞ,kış"})
  void turkicCapitalsHaveTheirSmallLetters(String raw, String normal) {
    assertEquals(normal, TURKIC.normalize(raw));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Grüße aus Köln, Straße 5",
        "İzmir'in güneşi çok sıcak",
        "क़लम ज़मीन पढ़ाई",
        "が ぎ パピプ ヴァ",
        "한국어 음성 인식",
        "الآن أحمد مؤمن",
        "ọ̀rọ̀ Yorùbá",
        "Tiếng Việt rất đẹp",
        "ਖ਼ਬਰ ਲੜਕਾ",
        "ഓണം കൊണ്ട്",
        "ΐ ᾴ Ὀδυσσεύς",
      })
  void composedAndDecomposedTextsAreEqual(String text) {
    String normal = ANY.normalize(text);
    for (Form form : Form.values()) {
      String written = java.text.Normalizer.normalize(text, form);
      assertEquals(normal, ANY.normalize(written), form::toString);
      assertEquals(0, new Scorer(ANY).score(text, written).characters().errors());
      assertEquals(TURKIC.normalize(text), TURKIC.normalize(written), form::toString);
    }
  }

  @Test
  @Tag("slow")
  void theNormalFormOfACodePointIsItsOwn() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      int type = Character.getType(c);
      if (type != Character.UNASSIGNED && type != Character.PRIVATE_USE) {
        assertIsItsOwn("a" + Character.toString(c) + "\u0301b " + Character.toString(c));
      }
    }
  }

  @Test
  void theNormalFormOfARandomTextIsItsOwn() {
    Random random = new Random(20261130);
    int[] blocks = {0, 0x80, 0x300, 0x370, 0x590, 0x600, 0x900, 0xE00, 0xF00, 0x1100, 0x1E00};
    for (int round = 0; round < 40_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        int c =
            switch (random.nextInt(4)) {
              case 0 -> random.nextInt(Character.MAX_CODE_POINT + 1);
              case 1 -> 0x300 + random.nextInt(0x70);
              case 2 -> random.nextInt(0x10000);
              default -> blocks[random.nextInt(blocks.length)] + random.nextInt(0x100);
            };
        text.appendCodePoint(c);
      }
      assertIsItsOwn(text.toString());
    }
  }

  private static void assertIsItsOwn(String text) {
    for (Normalizer normalizer : new Normalizer[] {ANY, TURKIC, Normalizers.byId("none")}) {
      String once = normalizer.normalize(text);
      assertEquals(once, normalizer.normalize(once), () -> normalizer.id() + codes(text));
    }
  }

  private static String codes(String text) {
    StringBuilder codes = new StringBuilder();
    text.codePoints().forEach(c -> codes.append(String.format(" %04X", c)));
    return codes.toString();
  }
}
