package io.humhelix.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.Comparison.Outcome;
import io.humhelix.bench.model.Expectations;
import io.humhelix.bench.result.RunResult;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test of a host in two lines. */
class BaselineTest {

  @TempDir Path folder;

  private static MadeUpRun made(long seed) {
    return new MadeUpRun(seed);
  }

  private Baseline baseline() throws Exception {
    Path old = folder.resolve("old");
    return Baseline.read(Files.exists(old) ? old : made(1).system("a", 1).store(old));
  }

  private NotPassedError fails(RunResult run) throws Exception {
    Baseline baseline = baseline();
    return assertThrows(
        NotPassedError.class, () -> run.compareWith(baseline).requireNoRegression());
  }

  @Test
  void anEqualRunPasses() throws Exception {
    Comparison comparison = made(2).system("a", 1).result().compareWith(baseline());
    assertSame(comparison, comparison.requireNoRegression());
  }

  @Test
  void aSlowerRunFailsAndSaysWhy() throws Exception {
    NotPassedError error = fails(made(2).system("a", 1.3).result());
    assertEquals(Outcome.REGRESSION, error.outcome());
    assertTrue(
        error.getMessage().startsWith("REGRESSION in a / speech (rtf +"), error.getMessage());
    assertTrue(
        error.getMessage().contains("\na / speech: rtf: REGRESSION: change +"), error.getMessage());
  }

  @Test
  void aRefusedRunFails() throws Exception {
    assertEquals(Outcome.INVALID, fails(made(2).refused(true).system("a", 1).result()).outcome());
  }

  @Test
  void tooFewForksAndAMissingSystemFail() throws Exception {
    assertEquals(Outcome.UNDECIDED, fails(made(2).forks(2).system("a", 1).result()).outcome());
    NotPassedError error = fails(made(2).system("b", 1).result());
    assertEquals(Outcome.UNDECIDED, error.outcome());
    assertTrue(error.getMessage().contains("'a / speech' is in the baseline alone"));
  }

  @Test
  void theTolerancesAreThoseOfTheDefinitionOrOfThePolicy() throws Exception {
    RunResult run =
        made(2).expectations(Expectations.NONE.withTolerance("rtf", 50)).system("a", 1.3).result();
    run.compareWith(baseline()).requireNoRegression();
    assertEquals(
        Outcome.REGRESSION,
        run.compareWith(baseline().withPolicy(ComparisonPolicy.DEFAULT)).outcome());
  }

  @Test
  void aNameThatNobodySetSaysHowTo() {
    String message =
        assertThrows(BaselineException.class, () -> Baseline.named("no-such")).getMessage();
    assertTrue(message.contains("humhelix-bench baseline set no-such RESULTS"), message);
  }
}
