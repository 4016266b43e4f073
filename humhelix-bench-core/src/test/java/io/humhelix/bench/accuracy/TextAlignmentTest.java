package io.humhelix.bench.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.result.Alignment.Step;
import io.humhelix.bench.result.ErrorUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextAlignmentTest {

  private static List<String> hypothesis(String reference, String text, ErrorUnit unit) {
    return TextAlignment.of(reference, text, unit).steps().stream().map(Step::hypothesis).toList();
  }

  @Test
  void wordsAreAlignedAsTheScorerDoesIt() {
    assertEquals(
        new Scorer(Normalizers.byId("basic")).score("a b c d", "a x d d").alignment(),
        TextAlignment.of("a b c d", "a x d d", ErrorUnit.WORD));
    assertEquals(List.of("a", "", "c"), hypothesis("a b c", "a c", ErrorUnit.WORD));
  }

  @Test
  void aCharacterKeepsItsMarks() {
    assertEquals(List.of("京", "都"), hypothesis("東都", "京都", ErrorUnit.CHARACTER));
    // Thai: a consonant with a vowel sign and a tone mark above it.
    assertEquals(List.of("ที่", "น"), hypothesis("ที่น", "ที่น", ErrorUnit.CHARACTER));
    assertEquals(
        List.of("e\u0301", " ", "𠮷"), hypothesis("e x", "e\u0301 𠮷", ErrorUnit.CHARACTER));
    assertEquals(List.of(), hypothesis("", "", ErrorUnit.CHARACTER));
  }
}
