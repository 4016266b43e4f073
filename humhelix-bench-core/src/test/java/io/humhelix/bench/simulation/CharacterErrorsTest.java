package io.humhelix.bench.simulation;

import io.humhelix.bench.compare.Decision;
import io.humhelix.bench.compare.Tolerance;
import io.humhelix.bench.compare.VerdictRule;
import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Band;
import io.humhelix.bench.stats.BlockJackknife;
import io.humhelix.bench.stats.ErrorBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two equal engines on sentences of 15 characters, written without blanks, of which each has 5 %
 * wrong; a fifth of the wrong ones are others in the candidate. By words, a sentence is one.
 */
@Tag("slow")
class CharacterErrorsTest {

  private static final int RUNS = Band.runs(200);
  private static final int SPEAKERS = 20;
  private static final int SENTENCES = 25;
  private static final int CHARACTERS = 15;
  private static final double RATE = 0.05;
  private static final double OTHERS = 0.2;
  private static final Band SHOWN = Band.atLeast(0.60, 0.64);

  private final Random random = new Random(67);

  /** Errors of a speaker: by sentence, and by character. */
  private static final class Sides {
    private final List<ErrorBlock> sentences = new ArrayList<>();
    private final List<ErrorBlock> characters = new ArrayList<>();

    void add(int wrongSentences, int wrongCharacters) {
      sentences.add(new ErrorBlock(wrongSentences, SENTENCES, SENTENCES));
      characters.add(new ErrorBlock(wrongCharacters, SENTENCES * CHARACTERS, SENTENCES));
    }
  }

  private void speaker(Sides old, Sides now) {
    int[] sentences = new int[2];
    int[] characters = new int[2];
    for (int s = 0; s < SENTENCES; s++) {
      int[] wrong = new int[2];
      for (int c = 0; c < CHARACTERS; c++) {
        boolean before = random.nextDouble() < RATE;
        boolean after = random.nextDouble() < OTHERS ? random.nextDouble() < RATE : before;
        wrong[0] += before ? 1 : 0;
        wrong[1] += after ? 1 : 0;
      }
      for (int side = 0; side < 2; side++) {
        sentences[side] += wrong[side] > 0 ? 1 : 0;
        characters[side] += wrong[side];
      }
    }
    old.add(sentences[0], characters[0]);
    now.add(sentences[1], characters[1]);
  }

  private static boolean equivalent(List<ErrorBlock> old, List<ErrorBlock> now) {
    Decision decision =
        VerdictRule.decide(
            BlockJackknife.difference(old, now, 0.95),
            Direction.LOWER_IS_BETTER,
            Tolerance.ERROR_RATE);
    return decision.verdict() == Verdict.EQUIVALENT;
  }

  @Test
  void equalEnginesAreShownToBeEqualByCharacters() {
    int byWords = 0;
    int byCharacters = 0;
    double wrongSentences = 0;
    double wrongCharacters = 0;
    for (int run = 0; run < RUNS; run++) {
      Sides old = new Sides();
      Sides now = new Sides();
      for (int i = 0; i < SPEAKERS; i++) {
        speaker(old, now);
      }
      byWords += equivalent(old.sentences, now.sentences) ? 1 : 0;
      byCharacters += equivalent(old.characters, now.characters) ? 1 : 0;
      wrongSentences += old.sentences.stream().mapToDouble(ErrorBlock::errors).sum();
      wrongCharacters += old.characters.stream().mapToDouble(ErrorBlock::errors).sum();
    }
    SHOWN.check("by characters", byCharacters, RUNS);
    SHOWN.checkRefused("by words", byWords, RUNS);
    double sentences = (double) RUNS * SPEAKERS * SENTENCES;
    SimulationTable table =
        new SimulationTable("characters", "counted in", "error rate", "EQUIVALENT");
    table.add("words", percent(wrongSentences / sentences), new Share(byWords, RUNS));
    table.add(
        "characters",
        percent(wrongCharacters / sentences / CHARACTERS),
        new Share(byCharacters, RUNS));
    table.publish();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
