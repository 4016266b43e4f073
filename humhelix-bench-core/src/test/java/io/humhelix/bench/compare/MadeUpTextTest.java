package io.humhelix.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.Comparison.Outcome;
import io.humhelix.bench.report.ComparisonReport;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fault 07: text where nothing is said. */
class MadeUpTextTest {

  private static final List<String> NOTHING_SAID = List.of("", "");
  private static final List<String> NOTHING = List.of("", "");
  private static final List<String> ONE_WORD = List.of("", "you");
  private static final List<String> TWO_WORDS = List.of("", "thank you");

  private static RunResult run(long seed, List<String> said, List<String> heard) {
    return new MadeUpRun(seed).forks(3).texts(said, heard).system("a", 1).result();
  }

  private static Comparison compare(List<String> said, List<String> old, List<String> now) {
    return RunComparison.between(run(1, said, old), run(2, said, now), ComparisonPolicy.DEFAULT);
  }

  private static Decision errors(Comparison comparison) {
    return comparison.pairs().get(0).metrics().get(1).decision();
  }

  @Test
  void aSystemThatBeginsToMakeUpTextIsARegression() {
    Comparison comparison = compare(NOTHING_SAID, NOTHING, TWO_WORDS);
    assertEquals(Verdict.REGRESSION, errors(comparison).verdict());
    assertEquals(
        "the references are empty: the baseline made up 0 words, the candidate 2 words",
        errors(comparison).explanation());
    assertEquals(Outcome.REGRESSION, comparison.outcome());
    assertTrue(report(comparison).contains("the baseline made up 0 words, the candidate 2 words"));
    assertEquals(Verdict.REGRESSION, errors(compare(NOTHING_SAID, ONE_WORD, TWO_WORDS)).verdict());
  }

  /** As one line. */
  private static String report(Comparison comparison) {
    return new ComparisonReport(comparison, Symbols.ASCII).toString().replaceAll("\\s+", " ");
  }

  @Test
  void oneThatEndsToIsAnImprovement() {
    assertTrue(
        report(compare(NOTHING_SAID, TWO_WORDS, NOTHING))
            .contains("the baseline made up 2 words, the candidate 0 words"));
    assertEquals(Verdict.IMPROVEMENT, errors(compare(NOTHING_SAID, TWO_WORDS, NOTHING)).verdict());
  }

  @Test
  void theSameTextsPass() {
    assertEquals(Verdict.SAME_TEXTS, errors(compare(NOTHING_SAID, NOTHING, NOTHING)).verdict());
    assertEquals(Verdict.SAME_TEXTS, errors(compare(NOTHING_SAID, ONE_WORD, ONE_WORD)).verdict());
    assertEquals(
        Verdict.EQUIVALENT, errors(compare(NOTHING_SAID, ONE_WORD, List.of("so", ""))).verdict());
  }

  /** Two words more among a thousand are within the tolerance of the rate. */
  @Test
  void besideSpeechANoteTells() {
    List<String> said = List.of("", "a ".repeat(1000));
    Comparison comparison = compare(said, said, List.of("thank you", "a ".repeat(1000)));
    assertEquals(
        List.of(
            "made-up text: for clips whose reference is empty the candidate wrote 2 words, the"
                + " baseline 0 words."),
        comparison.pairs().get(0).notes());
    assertEquals(List.of(), compare(said, said, said).pairs().get(0).notes());
  }
}
