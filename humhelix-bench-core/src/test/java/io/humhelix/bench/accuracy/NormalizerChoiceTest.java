package io.humhelix.bench.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer.Form;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizerChoiceTest {

  private static String of(String language) {
    return Normalizers.idFor(Optional.of(language));
  }

  /** A language, a tab, and its letters beyond ASCII. */
  static Stream<String[]> letters() throws IOException {
    try (InputStream in = NormalizerChoiceTest.class.getResourceAsStream("composed-letters.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", -1));
    }
  }

  @ParameterizedTest
  @MethodSource("letters")
  void basicKeepsEveryLetterOfALanguageItIsChosenFor(String language, String letters) {
    assertEquals("basic", of(language));
    String word = "a" + letters + "a";
    for (Form form : new Form[] {Form.NFC, Form.NFD}) {
      assertEquals(
          word, Normalizers.byId("basic").normalize(java.text.Normalizer.normalize(word, form)));
    }
  }

  @Test
  void eachLanguageOfBasicIsTested() throws IOException {
    assertEquals(
        NormalizerChoice.languagesOfBasic(),
        letters().map(line -> line[0]).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hi", "bn", "ta", "te", "ml", "kn", "gu", "pa", "or", "mr", "ne", "si", "as", "sa", "sd",
        "th", "lo", "km", "my", "bo", "ar", "he", "yi", "fa", "ur", "ps", "yo", "ln", "zh", "ja",
        "yue", "xx"
      })
  void allOthersHaveTheOneThatKeepsMarks(String language) {
    assertEquals("multilingual", of(language));
  }

  @Test
  void soHasAnUnknownLanguage() {
    assertEquals("multilingual", Normalizers.idFor(Optional.empty()));
  }

  /** Whisper's normaliser makes two words of each Turkish name with an İ. */
  @Test
  void turkishIsNotTakenApart() {
    assertEquals("i stanbul", Normalizers.byId("basic").normalize("İstanbul"));
    assertEquals("multilingual_turkic", of("tr"));
    assertEquals("multilingual_turkic", of("az"));
    assertEquals("istanbul ıspartalı", Normalizers.byId(of("tr")).normalize("İstanbul Ispartalı"));
  }

  @ParameterizedTest
  @CsvSource({
    "en, english",
    "en-US, english",
    "EN_gb, english",
    "de-AT, basic",
    "hi-IN, multilingual"
  })
  void theRegionDoesNotMatter(String language, String id) {
    assertEquals(id, of(language));
  }

  /** Fault 03: the masculine and the feminine form of a verb. */
  @Test
  void aWrongVowelOfHindiIsAnError() {
    assertNotEquals(
        Normalizers.byId(of("hi")).normalize("वह घर गया"),
        Normalizers.byId(of("hi")).normalize("वह घर गयी"));
  }
}
