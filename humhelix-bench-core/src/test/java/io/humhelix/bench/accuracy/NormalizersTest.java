package io.humhelix.bench.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizersTest {

  @Test
  void findsEachById() {
    assertEquals(
        List.of(
            "basic",
            "basic_no_diacritics",
            "english",
            "multilingual",
            "multilingual_turkic",
            "none"),
        Normalizers.ids());
    for (String id : Normalizers.ids()) {
      assertEquals(id, Normalizers.byId(id).id());
      assertEquals("1", Normalizers.byId(id).version());
    }
  }

  @Test
  void refusesUnknownIdNamingAllowedOnesAndTheNearest() {
    var e = assertThrows(IllegalArgumentException.class, () -> Normalizers.byId("englsih"));
    assertEquals(
        "normalizer: unknown id \"englsih\"; allowed: basic, basic_no_diacritics, english,"
            + " multilingual, multilingual_turkic, none; did you mean \"english\"?",
        e.getMessage());
  }

  @Test
  void refusesUnknownIdWithoutAnyNear() {
    var e = assertThrows(IllegalArgumentException.class, () -> Normalizers.byId("whisper"));
    assertTrue(e.getMessage().endsWith("none; use one of these"), e::getMessage);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "two thousand and one dollars|$2001",
        "one oh one|101",
        "twenty first|21st",
        "two and a half million|2500000",
        "$2 and \u00A27|$2.07",
        "99 per cent|99%",
        "double seven|77",
        "minus five|-5",
        "nine thousand nine hundred ninety nine thousand|1008000",
        "seven hundred hundred|70000",
        "1.5.2 million|one.5.2 1000000",
        "1.5 five million|1550000",
        "point five point|.5 point",
        "I'ma say he'd been (cough) to St. Paul's [noise]|i am going to say he had been to saint paul is",
      })
  void writesSpokenFormsAsWhisper(String raw, String normal) {
    // Where a line looks odd, Whisper's own normaliser gives the same.
    assertEquals(normal, Normalizers.byId("english").normalize(raw).strip());
  }

  @Test
  void lowerCasesTheSigmaByItsPlaceInTheWord() {
    assertEquals(
        "\u03BF\u03B4\u03C5\u03C3\u03C3\u03B5\u03C5\u03C2 \u03C3",
        Normalizers.byId("basic")
            .normalize("\u039F\u0394\u03A5\u03A3\u03A3\u0395\u03A5\u03A3 \u03A3"));
  }

  @Test
  void readsDigitsOfOtherScripts() {
    assertEquals("300", english("\u0663 hundred"));
    assertEquals("5650", english("five point \u0666\u0665 thousand"));
    assertEquals("2556", english("2.5\u0665\u0666\u0660 thousand"));
    assertEquals("7 5", english("7.\uD83A\uDD55"));
  }

  private static String english(String raw) {
    return Normalizers.byId("english").normalize(raw).strip();
  }
}
