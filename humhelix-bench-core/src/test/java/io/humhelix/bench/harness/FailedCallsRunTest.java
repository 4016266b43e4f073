package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.report.RunReport;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.report.TableView;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.store.RunReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole runs in which single calls fail. */
class FailedCallsRunTest {

  private static final int CLIPS = 4;

  @TempDir Path folder;

  private RunResult run(
      SutSpec sut, Scenario scenario, Isolation isolation, double mostErrorPercent, int trials)
      throws Exception {
    RunResult run =
        Harness.builder()
            .output(folder.resolve("out"))
            .run(
                BenchmarkDefinition.builder("failing")
                    .workload(TestClips.workload(folder, CLIPS))
                    .sut(sut)
                    .scenario(scenario)
                    .accuracy(AccuracyPolicy.DEFAULT.withMaxErrorPercent(mostErrorPercent))
                    .trials(TrialPolicy.DEFAULT.withCounts(0, trials).withForks(1).withSeed(7))
                    .isolation(isolation)
                    .build());
    RunResult read = RunReader.read(run.resultsFile().orElseThrow());
    assertEquals(run, read, "what was stored is what was measured");
    return run;
  }

  private static Scenario server(int queries) {
    return new Scenario.Server(
        200,
        Optional.of(new LatencyLimit(90, Duration.ofSeconds(20))),
        Optional.empty(),
        OpenLoop.DEFAULT,
        Extent.atLeast(Duration.ZERO, queries));
  }

  private static SutSpec sabotage(String act, int at) {
    return SutSpec.of("sut", "sabotage", "model").withOption("act", act).withOption("at", at);
  }

  private static TrialResult measured(RunResult run) {
    return run.runConfigs().get(0).trials().stream()
        .filter(trial -> trial.kind() == TrialKind.MEASURED)
        .findFirst()
        .orElseThrow();
  }

  private static Issue issue(TrialResult trial, String code) {
    return trial.issues().stream().filter(i -> i.code().equals(code)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(Isolation.class)
  void oneFailedCallIsOneOfItsTrial(Isolation isolation) throws Exception {
    // The first call and the rest of the first pass are four.
    RunResult run = run(sabotage("throw", 10), server(40), isolation, 0, 1);
    TrialResult trial = measured(run);
    assertEquals(TrialStatus.INVALID, trial.status());
    assertEquals(39, trial.calls().size());
    assertEquals(List.of(FailureKind.SUT_ERROR), trial.failedCalls().kinds());
    assertEquals(5, trial.failedCalls().calls().query(0));
    assertEquals(2.5, trial.metric(Metrics.ERROR_PERCENT).orElseThrow());
    // Of its clip's ten calls one has no text: a tenth of two words, of eight in all.
    assertEquals(2.5, trial.metric(Metrics.WER_PERCENT).orElseThrow(), 1e-9);
    assertTrue(trial.metric(Metrics.LATENCY_P50_S).isPresent());
    double seconds = trial.wallNanos() / 1e9;
    assertEquals(39 / seconds, trial.metric(Metrics.GOODPUT_PER_S).orElseThrow(), 1e-9);
    assertEquals(1, trial.scenario().orElseThrow().limit().orElseThrow().slow());
    Issue many = issue(trial, "too-many-calls-failed");
    assertTrue(
        many.message().startsWith("1 of 40 calls failed (1 SUT_ERROR), the first: clip 'c"),
        many.message());
    assertTrue(many.message().contains("accuracy.max_error_percent allows 0 %"), many.message());

    String text = new RunReport(run, Symbols.ASCII, new TableView(80, true, List.of())).toString();
    assertTrue(text.contains("\nFailed calls\n"), text);
    assertTrue(text.replaceAll(" +", " ").contains("sut / clips 1.1 INVALID 1/40 2.500"), text);
    String row = text.lines().filter(line -> line.contains(" 1/40 ")).findFirst().orElseThrow();
    assertTrue(row.matches(".* 0\\.0*[1-9]\\d* +2\\.50 +\\d+\\.\\d\\d *"), row);
  }

  @ParameterizedTest
  @EnumSource(Isolation.class)
  void soManyAsMayFailAreAWarning(Isolation isolation) throws Exception {
    RunResult run = run(sabotage("throw", 10), server(40), isolation, 2.5, 1);
    assertEquals(TrialStatus.OK, measured(run).status());
    Issue some = issue(measured(run), "calls-failed");
    assertTrue(some.message().startsWith("1 of 40 calls failed"), some.message());
    String text = new RunReport(run, Symbols.ASCII, new TableView(80, true, List.of())).toString();
    assertTrue(text.contains("goodput"), text);

    RunResult well = run(sabotage("work", 10), server(40), isolation, 0, 1);
    assertTrue(measured(well).issues().stream().noneMatch(i -> i.code().contains("failed")));
    assertEquals(0, measured(well).metric(Metrics.ERROR_PERCENT).orElseThrow());
    assertEquals(FailedCalls.NONE, measured(well).failedCalls());
    assertFalse(new RunReport(well, Symbols.ASCII).toString().contains("Failed calls"));
  }

  @Test
  void aPlainPassGoesOnAsWell() throws Exception {
    RunResult run = run(sabotage("throw", 6), Scenario.SINGLE_STREAM, Isolation.IN_PROCESS, 30, 2);
    List<TrialResult> trials = run.runConfigs().get(0).validTrials();
    assertEquals(2, trials.size());
    TrialResult first = trials.get(0);
    assertEquals(3, first.calls().size());
    assertEquals(1, first.failedCalls().calls().call(0));
    assertEquals(25, first.metric(Metrics.ERROR_PERCENT).orElseThrow());
    assertEquals(25, first.metric(Metrics.WER_PERCENT).orElseThrow());
    assertEquals(0, trials.get(1).metric(Metrics.WER_PERCENT).orElseThrow());
    String text = new RunReport(run, Symbols.ASCII, new TableView(80, true, List.of())).toString();
    assertTrue(text.replaceAll(" +", " ").contains(" 0/2/0 16 "), text);
  }

  /** One call of a fork, of which the others were answered. */
  @Test
  void aFirstCallThatFailsIsToldAndCostsItsOwnTimeAlone() throws Exception {
    RunResult run = run(sabotage("throw", 1), server(40), Isolation.PROCESS, 0, 1);
    RunConfigResult first = run.runConfigs().get(0);
    assertEquals(TrialStatus.OK, first.status(), first.issues().toString());
    assertEquals(TrialStatus.OK, first.forks().get(0).status());
    assertEquals(Optional.empty(), first.forks().get(0).failure());
    Issue told =
        first.forks().get(0).issues().stream()
            .filter(issue -> issue.code().equals("first-call-failed"))
            .findFirst()
            .orElseThrow();
    assertTrue(
        told.message()
            .startsWith(
                "the first call failed, and later ones were answered: this fork has no time of a"
                    + " first call. It said: "),
        told.message());
    assertTrue(run.allOk());
    assertTrue(
        run(sabotage("work", 1), server(40), Isolation.PROCESS, 0, 1)
            .runConfigs()
            .get(0)
            .forks()
            .get(0)
            .issues()
            .stream()
            .noneMatch(issue -> issue.code().equals("first-call-failed")));
  }

  @Test
  void aFirstCallThatFailsFailsItsTrial() throws Exception {
    RunConfigResult first =
        run(sabotage("throw", 1), server(40), Isolation.IN_PROCESS, 100, 1).runConfigs().get(0);
    assertEquals(TrialStatus.FAILED, first.trials().get(0).status());
    assertEquals(FailureKind.SUT_ERROR, first.trials().get(0).failure().orElseThrow().kind());
    assertEquals(1, first.trials().get(0).failedCalls().size());
  }

  /** After an error of the card other calls fail too: the trial ends with the first. */
  @Test
  void anErrorOfTheDeviceEndsItsTrial() throws Exception {
    FakeProvider broken = new FakeProvider();
    broken.call =
        (number, request, progress) -> {
          // The first call and the rest of the first pass are four.
          if (number <= CLIPS) {
            return Transcript.ofText("a text");
          }
          throw new SutException(
              FailureKind.SUT_ERROR,
              "decoding failed: CUDA failure 700: an illegal memory access was encountered",
              "Ask the author.");
        };
    RunResult run =
        Harness.builder()
            .discovery(false)
            .provider(broken)
            .run(
                BenchmarkDefinition.builder("device")
                    .workload(TestClips.workload(folder, CLIPS))
                    .sut(SutSpec.of("sut", broken.id, "model"))
                    .scenario(server(40))
                    .trials(TrialPolicy.DEFAULT.withCounts(0, 1).withForks(1))
                    .isolation(Isolation.IN_PROCESS)
                    .build());
    TrialResult trial = measured(run);
    assertEquals(TrialStatus.FAILED, trial.status());
    assertEquals(CLIPS + 1, broken.calls.get());
    assertEquals(FailureKind.DEVICE, trial.failure().orElseThrow().kind());
    assertTrue(trial.failure().orElseThrow().remedy().contains("dmesg"));
  }
}
