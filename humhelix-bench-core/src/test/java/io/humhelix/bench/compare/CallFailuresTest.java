package io.humhelix.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.result.Alignment;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.ErrorCounts;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.FailedClip;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Method;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Calls that failed within valid trials, of two runs. */
class CallFailuresTest {

  private static RunResult run(int seed, FailureKind kind, IntUnaryOperator failedOfFork) {
    RunResult run = new MadeUpRun(seed).forks(6).system("a", 1).result();
    RunConfigResult made = run.runConfigs().get(0);
    List<TrialResult> trials =
        made.trials().stream()
            .map(
                trial ->
                    trial.kind() == TrialKind.MEASURED
                        ? trial.withFailedCalls(
                            failed(trial, kind, failedOfFork.applyAsInt(trial.fork())))
                        : trial)
            .toList();
    return run.withRunConfigs(
        List.of(
            new RunConfigResult(
                made.runConfig(),
                made.status(),
                made.effective(),
                made.normalizer(),
                trials,
                made.issues(),
                made.failure(),
                made.forks())));
  }

  private static FailedCalls failed(TrialResult trial, FailureKind kind, int count) {
    if (count == 0) {
      return FailedCalls.NONE;
    }
    String clip = trial.clips().get(0).clipId();
    CallSeries.Builder series = CallSeries.builder(List.of(clip), new double[] {1}, count);
    for (int i = 0; i < count; i++) {
      series.add(0, 1000 + i, 1000 + i, 0, 0, 0, 1, 0, -1);
    }
    return new FailedCalls(
        series.build(),
        Collections.nCopies(count, kind),
        List.of(new Failure(kind, "transcribe", "it broke", "", "")),
        List.of(new FailedClip(clip, withoutText(trial.clips().get(0).score().orElseThrow()))),
        false);
  }

  private static ClipScore withoutText(ClipScore score) {
    long words = score.words().referenceLength();
    long characters = score.characters().referenceLength();
    return new ClipScore(
        "english-1",
        score.reference(),
        "",
        new Alignment(List.of()),
        new ErrorCounts(0, words, 0, words),
        new ErrorCounts(0, characters, 0, characters));
  }

  private static Optional<MetricComparison> compared(RunResult old, RunResult now) {
    return RunComparison.between(old, now, ComparisonPolicy.DEFAULT)
        .pairs()
        .get(0)
        .metrics()
        .stream()
        .filter(metric -> metric.metric().equals(Metrics.ERROR_PERCENT))
        .findFirst();
  }

  private static Decision decision(IntUnaryOperator old, FailureKind kind, IntUnaryOperator now) {
    return compared(run(1, FailureKind.SUT_ERROR, old), run(2, kind, now)).orElseThrow().decision();
  }

  @Test
  void withoutAFailedCallThereIsNothingToCompare() {
    assertEquals(
        Optional.empty(),
        compared(
            run(1, FailureKind.SUT_ERROR, fork -> 0), run(2, FailureKind.SUT_ERROR, fork -> 0)));
  }

  @Test
  void moreInEveryForkIsARegression() {
    Decision more = decision(fork -> 1, FailureKind.SUT_ERROR, fork -> 4);
    assertEquals(Verdict.REGRESSION, more.verdict());
    assertTrue(more.pWorse().getAsDouble() < 0.01, more.toString());
    RunResult old = run(1, FailureKind.SUT_ERROR, fork -> 0);
    RunResult now = run(2, FailureKind.SUT_ERROR, fork -> 2);
    Comparison comparison = RunComparison.between(old, now, ComparisonPolicy.DEFAULT);
    assertEquals(Comparison.Outcome.REGRESSION, comparison.outcome());
  }

  /** Many failed calls of one fork are one event. */
  @Test
  void oneBadForkIsNone() {
    Decision one = decision(fork -> 1, FailureKind.SUT_ERROR, fork -> fork == 3 ? 50 : 1);
    assertEquals(Verdict.NOT_SHOWN, one.verdict());
    Decision fewer = decision(fork -> 4, FailureKind.SUT_ERROR, fork -> 1);
    assertEquals(Verdict.NOT_SHOWN, fewer.verdict());
  }

  @Test
  void aNewKindIsNeverPassedOver() {
    Decision other = decision(fork -> 1, FailureKind.TIMEOUT, fork -> fork == 1 ? 1 : 0);
    assertEquals(Verdict.INCONCLUSIVE, other.verdict());
    assertEquals(Reason.NEW_FAILURE, other.reason());
    assertTrue(other.explanation().contains("TIMEOUT"), other.explanation());
  }

  /** Texts are alike, but a part of the calls has none. */
  @Test
  void sameTextsAreNotTheSameErrorsWhereCallsFailed() {
    RunResult old = run(1, FailureKind.SUT_ERROR, fork -> 0);
    RunResult well = run(2, FailureKind.SUT_ERROR, fork -> 0);
    RunResult now = run(2, FailureKind.SUT_ERROR, fork -> fork == 1 ? 1 : 0);
    MetricComparison alike = errors(old, well);
    MetricComparison other = errors(old, now);
    assertEquals(Method.SAME_ERRORS, alike.decision().change().orElseThrow().method());
    assertTrue(other.decision().change().orElseThrow().point() > 0, other.toString());
    assertNotEquals(Verdict.SAME_TEXTS, other.decision().verdict());
  }

  private static MetricComparison errors(RunResult old, RunResult now) {
    return RunComparison.between(old, now, ComparisonPolicy.DEFAULT)
        .pairs()
        .get(0)
        .metrics()
        .stream()
        .filter(metric -> metric.metric().equals(Metrics.WER_PERCENT))
        .findFirst()
        .orElseThrow();
  }
}
