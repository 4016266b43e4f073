package io.humhelix.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.compare.RunComparison;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.stats.Band;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reports say of warm-up in whole runs: what was left out, or that it cannot be judged. */
class WarmUpReportTest {

  private static final int RUNS = Band.runs(60);
  private static final Pattern LEFT_OUT =
      Pattern.compile("rtf, latency_p50_s: the first (\\d+ )?trials? of each fork left out");
  private static final String UNJUDGED = "warm-up cannot be judged: ";

  private static MadeUpRun made(long seed, int forks, int trials) {
    return new MadeUpRun(seed).clips(1).forks(forks).trials(trials);
  }

  /** As it was shown, without line breaks. */
  private static String text(RunResult run) {
    return new RunReport(run, Symbols.ASCII).toString().replaceAll("\\s+", " ");
  }

  private static String compared(RunResult old, RunResult now) {
    return new ComparisonReport(
            RunComparison.between(old, now, ComparisonPolicy.DEFAULT), Symbols.ASCII)
        .toString()
        .replaceAll("\\s+", " ");
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  @ParameterizedTest
  @CsvSource({"3, 2", "5, 2", "10, 2", "3, 3", "5, 3", "10, 3", "3, 5", "5, 5", "10, 5"})
  void steadyRunsKeepTheirTrialsAndASlowStartIsToldOf(int forks, int trials) {
    boolean judged = Math.pow(trials, forks) >= 20;
    int left = 0;
    int found = 0;
    for (int run = 0; run < RUNS; run++) {
      String steady = text(made(run, forks, trials).system("x", 1).result());
      left += LEFT_OUT.matcher(steady).find() ? 1 : 0;
      String slow = text(made(run, forks, trials).slowFirst(2).system("x", 1).result());
      found += LEFT_OUT.matcher(slow).find() ? 1 : 0;
      assertEquals(judged ? 0 : 1, count(steady, UNJUDGED), steady);
      assertEquals(judged ? 0 : 1, count(slow, UNJUDGED), slow);
    }
    Band.atMost(0.07, 0.05).check("left out of steady runs", left, RUNS);
    assertEquals(judged ? RUNS : 0, found);
  }

  /** A system that sleeps 0.2 s: half of its trials were left out, even where they were faster. */
  @Test
  void aSystemThatSleepsHasNoWarmUp() {
    RunResult sleeping = made(1, 3, 2).slowFirst(0.99).system("sleep", 0.2).result();
    String text = text(sleeping);

    assertFalse(LEFT_OUT.matcher(text).find(), text);
    assertTrue(
        text.contains(
            "warm-up cannot be judged: 3 forks need 3 valid trials each. A slow start is part of"
                + " the numbers: raise trials.count, or trials.warmup."),
        text);
  }

  @Test
  void itIsSaidOnceARun() {
    String two = text(made(2, 3, 2).system("a", 1).system("b", 1).forks(2).system("c", 1).result());

    assertEquals(1, count(two, UNJUDGED), two);
    assertTrue(two.contains("it takes 3 forks of 3 valid trials. A slow start is part of"), two);
    assertTrue(two.contains("raise trials.forks, or trials.warmup."), two);
  }

  @Test
  void comparisonsSayItToo() {
    RunResult few = made(3, 3, 2).system("a", 1).system("b", 1).result();
    RunResult many = made(4, 5, 2).system("a", 1).system("b", 1).result();
    String unjudged = compared(many, few);

    assertEquals(1, count(unjudged, UNJUDGED + "3 forks need 3 valid trials each."), unjudged);
    assertEquals(0, count(compared(MadeUpRun.asAnotherRun(many), many), UNJUDGED));
    RunResult other = made(6, 3, 2).engine("2").system("a", 1).system("b", 1).result();
    String apart = compared(few, other);
    assertTrue(apart.contains("NOT_COMPARABLE"), apart);
    assertEquals(0, count(apart, UNJUDGED), "nothing hangs on it");
    String slow = compared(many, made(5, 5, 2).slowFirst(2).system("a", 1).system("b", 1).result());
    assertTrue(
        slow.contains("both sides leave out the first measured trial of each fork as warm-up."),
        slow);
  }
}
