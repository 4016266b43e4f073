package io.humhelix.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs whose definitions have different gates: one that missed its own is no worse than before. */
class OtherGatesTest {

  private static final int FORKS = 5;

  private static RunResult made(int seed) {
    return new MadeUpRun(seed).forks(FORKS).system("a", 1).result();
  }

  /** Every measured trial misses a gate, and so does its fork. */
  private static RunResult missing(RunResult run, AccuracyPolicy accuracy, String... codes) {
    List<Issue> issues =
        List.of(codes).stream().map(code -> Issue.error(code, "too many.", "Look.")).toList();
    return with(
        run, accuracy, run.runConfigs().stream().map(config -> invalid(config, issues)).toList());
  }

  private static RunConfigResult invalid(RunConfigResult config, List<Issue> issues) {
    List<TrialResult> trials =
        config.trials().stream()
            .map(
                trial ->
                    trial.kind() == TrialKind.MEASURED
                        ? trial.withStatus(TrialStatus.INVALID).withIssues(issues)
                        : trial)
            .toList();
    List<ForkResult> forks =
        config.forks().stream()
            .map(
                fork ->
                    new ForkResult(
                        fork.runConfigId(),
                        fork.fork(),
                        TrialStatus.INVALID,
                        fork.isolated(),
                        fork.startedAt(),
                        fork.startNanos(),
                        fork.loadNanos(),
                        fork.endNanos(),
                        fork.issues(),
                        Optional.empty(),
                        fork.artifacts()))
            .toList();
    return new RunConfigResult(
        config.runConfig(),
        TrialStatus.INVALID,
        config.effective(),
        config.normalizer(),
        trials,
        config.issues(),
        config.failure(),
        forks);
  }

  private static RunResult with(
      RunResult run, AccuracyPolicy accuracy, List<RunConfigResult> configs) {
    return new RunResult(
        run.runId(),
        run.definition().toBuilder().accuracy(accuracy).build(),
        run.provenance(),
        run.startedAt(),
        run.duration(),
        run.cancelled(),
        configs,
        run.issues(),
        run.resultsFile(),
        run.artifacts());
  }

  private static Comparison.Outcome outcome(RunResult baseline, RunResult candidate) {
    return RunComparison.between(baseline, candidate, ComparisonPolicy.DEFAULT).outcome();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wer-gate-missed", "cer-gate-missed", "too-many-calls-failed"})
  void aNewGateThatIsMissedIsNoRegression(String code) {
    RunResult gated = missing(made(2), AccuracyPolicy.DEFAULT.withMaxWerPercent(20), code);
    assertEquals(Comparison.Outcome.INVALID, outcome(made(1), gated));
    assertEquals(Comparison.Outcome.INVALID, outcome(gated, made(1)));
  }

  @Test
  void theSameGateThatIsMissedNowIs() {
    AccuracyPolicy gate = AccuracyPolicy.DEFAULT.withMaxWerPercent(20);
    RunResult before = with(made(1), gate, made(1).runConfigs());
    assertEquals(
        Comparison.Outcome.REGRESSION, outcome(before, missing(made(2), gate, "wer-gate-missed")));
  }

  @Test
  void anotherReasonBesideTheGateIs() {
    RunResult gated =
        missing(
            made(2),
            AccuracyPolicy.DEFAULT.withMaxWerPercent(20),
            "wer-gate-missed",
            "device-mismatch");
    assertEquals(Comparison.Outcome.REGRESSION, outcome(made(1), gated));
    assertEquals(
        Set.of("wer-gate-missed", "device-mismatch"),
        FailureCount.withoutGates(gated.runConfigs().get(0)).kinds());
  }
}
