package io.humhelix.bench.backend.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.store.RunReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs under load against a server that answers with an error now and then, or from then on. */
class FlakyServerTest {

  private static final int CLIPS = 4;

  @TempDir Path folder;

  private TrialResult measured(
      IntPredicate failing, Isolation isolation, int queries, double mostErrorPercent)
      throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (RawServer server = new RawServer()) {
      RawServer.Answer broken =
          RawServer.status(
              500, "application/json", "{\"error\": {\"message\": \"CUDA out of memory\"}}");
      server.answer(
          (request, socket) ->
              (failing.test(calls.incrementAndGet()) ? broken : RawServer.GOOD)
                  .to(request, socket));
      Scenario scenario =
          new Scenario.Server(
              200,
              Optional.of(new LatencyLimit(90, Duration.ofSeconds(20))),
              Optional.empty(),
              OpenLoop.DEFAULT,
              Extent.atLeast(Duration.ZERO, queries));
      RunResult run =
          Harness.builder()
              .output(folder.resolve("out"))
              .run(
                  BenchmarkDefinition.builder("flaky")
                      .workload(TestClips.workload(folder, CLIPS))
                      .sut(
                          SutSpec.of("sut", "http", "model")
                              .withDevice("remote")
                              .withOption("url", server.url()))
                      .scenario(scenario)
                      .accuracy(AccuracyPolicy.DEFAULT.withMaxErrorPercent(mostErrorPercent))
                      .trials(TrialPolicy.DEFAULT.withCounts(0, 1).withForks(1).withSeed(7))
                      .isolation(isolation)
                      .build());
      assertEquals(run, RunReader.read(run.resultsFile().orElseThrow()));
      return run.runConfigs().get(0).trials().stream()
          .filter(trial -> trial.kind() == TrialKind.MEASURED)
          .findFirst()
          .orElseThrow();
    }
  }

  /** As one whose GPU runs full now and then: each time that request alone. */
  @Test
  void everyThreeHundredthAnswerIsAnError() throws Exception {
    TrialResult trial = measured(call -> call % 300 == 0, Isolation.PROCESS, 400, 0);
    assertEquals(TrialStatus.INVALID, trial.status());
    assertEquals(399, trial.calls().size());
    assertEquals(List.of(FailureKind.OUT_OF_MEMORY_DEVICE), trial.failedCalls().kinds());
    assertEquals(0.25, trial.metric(Metrics.ERROR_PERCENT).orElseThrow());
    assertEquals(0.25, trial.metric(Metrics.WER_PERCENT).orElseThrow(), 1e-9);
    assertTrue(trial.metric(Metrics.LATENCY_P99_S).isPresent());
  }

  @Test
  void aServerThatIsGoneEndsTheTrialWithWhatWasMeasured() throws Exception {
    TrialResult trial = measured(call -> call > 50, Isolation.IN_PROCESS, 5000, 1);
    assertEquals(TrialStatus.INVALID, trial.status());
    assertEquals(50 - CLIPS, trial.calls().size());
    assertTrue(trial.failedCalls().endedTrial());
    assertTrue(trial.failedCalls().size() < 1000, trial.failedCalls().calls().toString());
    List<String> errors =
        trial.issues().stream()
            .filter(i -> i.code().contains("failed"))
            .map(i -> i.code())
            .toList();
    assertEquals(List.of("too-many-calls-failed"), errors);
    assertTrue(trial.issues().stream().noneMatch(i -> i.code().equals("backlog-left")));
  }

  @Test
  void aTrialWithoutAnAnswerFailsForTheFirstReason() throws Exception {
    TrialResult none = measured(call -> call > CLIPS, Isolation.IN_PROCESS, 20, 100);
    assertEquals(TrialStatus.FAILED, none.status());
    assertEquals(20, none.failedCalls().size());
    assertEquals(100, none.metric(Metrics.ERROR_PERCENT).orElseThrow());
    assertTrue(none.failure().orElseThrow().message().contains("500"), none.toString());
  }
}
