package io.humhelix.bench.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.TranscriptionTask;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which language a text is read, and by which normaliser. */
class LanguageScorerTest {

  private static Optional<String> language(String task, String asked, String decoded) {
    return TextLanguage.of(
        new TranscriptionTask(
            Optional.ofNullable(asked), TranscriptionTask.Kind.valueOf(task), false, false),
        Optional.ofNullable(decoded));
  }

  @ParameterizedTest
  @CsvSource({
    "TRANSCRIBE, de, , de",
    "TRANSCRIBE, de, en, de",
    "TRANSCRIBE, , en, en",
    "TRANSCRIBE, , , ",
    "TRANSLATE, de, , en",
    "TRANSLATE, , fr, en",
    "TRANSLATE, , , en"
  })
  void theLanguageIsDeclaredElseDecodedAndEnglishOfATranslation(
      String task, String asked, String decoded, String expected) {
    assertEquals(Optional.ofNullable(expected), language(task, asked, decoded));
  }

  @ParameterizedTest
  @CsvSource({
    "en, english",
    "en-US, english",
    "EN, english",
    "de, basic",
    "hi, multilingual",
    "th, multilingual",
    "xx, multilingual",
    ", multilingual"
  })
  void theLanguageChoosesTheNormaliser(String language, String normalizer) {
    LanguageScorer scorer = new LanguageScorer(Optional.empty());
    assertTrue(scorer.byLanguage());
    assertEquals(
        new Scorer(Normalizers.byId(normalizer)).normalizerId(),
        scorer.of(Optional.ofNullable(language)).normalizerId());
  }

  @ParameterizedTest
  @CsvSource({"en", "de", "hi", ","})
  void oneThatIsNamedIsForAll(String language) {
    LanguageScorer scorer = new LanguageScorer(Optional.of("basic"));
    assertFalse(scorer.byLanguage());
    assertEquals(
        new Scorer(Normalizers.byId("basic")).normalizerId(),
        scorer.of(Optional.ofNullable(language)).normalizerId());
  }

  @Test
  void languagesOfOneNormaliserShareAScorer() {
    LanguageScorer scorer = new LanguageScorer(Optional.empty());
    assertSame(scorer.of(Optional.of("de")), scorer.of(Optional.of("fr")));
  }

  @Test
  void aNormaliserThatIsNotThereIsRefused() {
    LanguageScorer scorer = new LanguageScorer(Optional.of("no such"));
    assertThrows(IllegalArgumentException.class, () -> scorer.of(Optional.of("en")));
  }

  /** Every score says how it was made. */
  @Test
  void aScoreNamesItsNormaliser() {
    LanguageScorer scorer = new LanguageScorer(Optional.empty());
    assertEquals("english-1", scorer.of(Optional.of("en")).score("a", "a").normalizer());
    assertEquals("basic-1", scorer.of(Optional.of("de")).score("a", "a").normalizer());
  }
}
