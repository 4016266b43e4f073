package io.humhelix.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.Comparison.Outcome;
import io.humhelix.bench.estimate.ClipErrors;
import io.humhelix.bench.report.RunReport;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Estimate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Eight Chinese clips and two engines: one has a wrong character in every sentence, the other a
 * wholly other text. By words, both are wrong in 100 %, and the same.
 */
class CharactersDecideTest {

  private static final List<String> SAID =
      List.of(
          "宋朝末年年间定居粉岭围",
          "渐渐行动不便只能在家",
          "他们自称恰哈拉是本地人",
          "嘉靖三十八年登进士第",
          "这一名称一直沿用至今天",
          "河内盛产黄色无鱼鳞的鱼",
          "今天天气很好我们去公园",
          "为了惩罚西扎城盟军来了");

  private static final List<String> GOOD =
      SAID.stream().map(text -> text.substring(0, text.length() - 1) + "某").toList();

  private static final List<String> BAD = Collections.nCopies(8, "完全错误的一句话啊啊");

  private static RunResult run(long seed, List<String> heard, String... language) {
    MadeUpRun run = new MadeUpRun(seed).forks(3);
    if (language.length > 0) {
      run.language(language[0]);
    }
    return run.texts(SAID, heard).system("a", 1).result();
  }

  private static MetricComparison errors(Comparison comparison) {
    return comparison.pairs().get(0).metrics().get(1);
  }

  private static Comparison goodToBad(String... language) {
    return RunComparison.between(
        run(1, GOOD, language), run(2, BAD, language), ComparisonPolicy.DEFAULT);
  }

  @Test
  void aWhollyWrongChineseTextIsARegression() {
    for (Comparison comparison : List.of(goodToBad("zh"), goodToBad("en"), goodToBad())) {
      MetricComparison errors = errors(comparison);
      assertEquals(Metrics.CER_PERCENT, errors.metric());
      assertTrue(errors.primary());
      assertEquals(Verdict.REGRESSION, errors.decision().verdict());
      assertEquals(8.0 / 86, errors.baseline().orElseThrow().point(), 1e-9);
      assertEquals(Outcome.REGRESSION, comparison.outcome());
    }
  }

  @Test
  void theSameChineseTextsCountTheirCharacters() {
    MetricComparison errors =
        errors(RunComparison.between(run(1, GOOD), run(2, GOOD), ComparisonPolicy.DEFAULT));
    assertEquals(Verdict.SAME_TEXTS, errors.decision().verdict());
    assertTrue(
        errors.decision().explanation().contains("Compare on at least 736 characters"),
        errors.decision().explanation());
  }

  /** English is counted in characters beside Chinese, and in words by itself. */
  @Test
  void oneChineseClipIsEnough() {
    List<String> english = List.of("good morning to you", "the quick brown fox");
    RunResult words = new MadeUpRun(1).texts(english, english).system("a", 1).result();
    assertEquals(ErrorUnit.WORD, ClipErrors.decidingUnit(words.runConfigs().get(0)));
    List<String> mixed = List.of("good morning to you", SAID.get(0));
    RunResult both = new MadeUpRun(1).texts(mixed, mixed).system("a", 1).result();
    assertEquals(ErrorUnit.CHARACTER, ClipErrors.decidingUnit(both.runConfigs().get(0)));
  }

  @Test
  void theReportShowsTheRateThatDecides() {
    String chinese = new RunReport(run(1, GOOD), Symbols.ASCII).toString();
    assertTrue(chinese.contains("characters decide"), chinese);
    assertTrue(chinese.contains("CER 9.30 %"), chinese);
    assertFalse(chinese.contains("100.00"), chinese);
    Estimate rate = errors(goodToBad()).baseline().orElseThrow();
    assertTrue(rate.interval().orElseThrow().high() < 0.25);
    RunResult words = new MadeUpRun(1).forks(3).system("a", 1).result();
    assertFalse(new RunReport(words, Symbols.ASCII).toString().contains("characters decide"));
  }
}
