package io.humhelix.bench.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.humhelix.bench.result.Alignment.Operation;
import io.humhelix.bench.result.Alignment.Step;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.ErrorCounts;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorerTest {

  private final Scorer scorer = new Scorer(Normalizers.byId("english"));

  @Test
  void namesNormaliserAndVersion() {
    assertEquals("english-1", scorer.normalizerId());
  }

  @Test
  void alignsNormalisedWords() {
    ClipScore score = scorer.score("The colour, uh, of two cats!", "the color at 2 the cats");
    assertEquals("the color of 2 cats", score.reference());
    assertEquals("the color at 2 the cats", score.hypothesis());
    assertEquals(
        List.of(
            new Step(Operation.EQUAL, "the", "the"),
            new Step(Operation.EQUAL, "color", "color"),
            new Step(Operation.SUBSTITUTION, "of", "at"),
            new Step(Operation.EQUAL, "2", "2"),
            new Step(Operation.INSERTION, "", "the"),
            new Step(Operation.EQUAL, "cats", "cats")),
        score.alignment().steps());
    assertEquals(new ErrorCounts(1, 0, 1, 5), score.words());
  }

  @Test
  void countsCharactersByCodePointWithBlanks() {
    Scorer basic = new Scorer(Normalizers.byId("basic"));
    // Two letters outside the basic plane, four chars each way.
    ClipScore score = basic.score(" \uD800\uDF80 \uD800\uDF81 ", "\uD800\uDF80\uD800\uDF81");
    assertEquals(new ErrorCounts(0, 1, 0, 3), score.characters());
  }

  @Test
  void emptyReferenceHasNoRateButItsInsertionsCount() {
    ClipScore score = scorer.score("[silence]", "thank you");
    assertFalse(score.words().hasRate());
    assertEquals(new ErrorCounts(0, 0, 2, 0), score.words());
    assertEquals(new ErrorCounts(0, 0, 9, 0), score.characters());
  }

  @Test
  void bothEmptyIsNoError() {
    assertEquals(ErrorCounts.NONE, scorer.score("", " ").words());
  }

  @Test
  void poolsErrorsInsteadOfAveragingRates() {
    ClipScore wrong = scorer.score("yes", "no");
    ClipScore right = scorer.score("this long clip is right", "this long clip is right");
    ErrorTotals totals = ErrorTotals.NONE.add(wrong).add(right);
    double mean = (wrong.words().rate() + right.words().rate()) / 2;
    assertEquals(1.0 / 6, totals.words().rate());
    assertNotEquals(mean, totals.words().rate());
    assertEquals(2, totals.clips());
    assertEquals(0, totals.clipsWithEmptyReference());
  }

  @Test
  void poolsInsertionsOfEmptyReferencesAndCountsThemApart() {
    ErrorTotals totals =
        ErrorTotals.NONE
            .add(scorer.score("four words of speech", "four words of speech"))
            .add(scorer.score("um", "thank you"));
    assertEquals(new ErrorCounts(0, 0, 2, 4), totals.words());
    assertEquals(0.5, totals.words().rate());
    assertEquals(1, totals.clipsWithEmptyReference());
  }

  @Test
  void totalsRefuseMoreEmptyReferencesThanClips() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ErrorTotals(ErrorCounts.NONE, ErrorCounts.NONE, 1, 2));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ErrorTotals(ErrorCounts.NONE, ErrorCounts.NONE, 0, -1));
  }
}
