package io.humhelix.bench.harness;

import static io.humhelix.bench.harness.WorkerRunTest.definition;
import static io.humhelix.bench.harness.WorkerRunTest.sut;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.SideBySide;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.store.RunReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Scenarios in worker processes: what is due when, what hangs, what dies. */
class WorkerScenarioTest {

  private static final Extent TEN = Extent.atLeast(Duration.ZERO, 10);

  private static final Scenario.Streams STREAMS =
      new Scenario.Streams(5, new LatencyLimit(90, Duration.ofSeconds(20)), TEN);

  private static final Scenario SPOKEN = STREAMS.withChunk(Duration.ofMillis(100));

  /** As long as a call may take that works, on a machine that is busy. */
  private static final Duration PATIENT = Duration.ofSeconds(3);

  /** As long as a call may take that hangs: there is nothing to wait for. */
  private static final Duration IMPATIENT = Duration.ofSeconds(1);

  @TempDir Path folder;

  private RunConfigResult under(Scenario scenario, SutSpec sut) throws Exception {
    return under(scenario, sut, PATIENT, folder);
  }

  private static RunConfigResult under(
      Scenario scenario, SutSpec sut, Duration callTimeout, Path folder) throws Exception {
    RunResult run =
        Harness.builder()
            .output(folder.resolve("out"))
            .run(
                definition(folder, sut)
                    .scenario(scenario)
                    .trials(
                        TrialPolicy.DEFAULT
                            .withCounts(1, 1)
                            .withForks(2)
                            .withSeed(7)
                            .withTimeouts(Duration.ofSeconds(60), callTimeout))
                    .build());
    assertEquals(run, RunReader.read(run.resultsFile().orElseThrow()));
    return run.runConfigs().get(0);
  }

  private record Case(Scenario scenario, int queries, int calls) {}

  /** Side by side, since speakers take as long as they speak. */
  @TestFactory
  @Tag("slow")
  Stream<DynamicTest> everyScenarioRunsInWorkers() {
    List<Case> cases =
        List.of(
            new Case(new Scenario.MultiStream(2, TEN), 10, 20),
            new Case(new Scenario.Offline(OptionalInt.empty(), TEN), 10, 10),
            new Case(new Scenario.Server(200, TEN), 10, 10),
            new Case(STREAMS, 10, 10),
            new Case(SPOKEN, 10, 10));
    return SideBySide.of(cases, c -> c.scenario().toString(), this::runs);
  }

  private void runs(Case expected) throws Exception {
    Path own = Files.createTempDirectory(folder, "case");
    RunConfigResult result = under(expected.scenario(), sut("a", "work"), PATIENT, own);
    assertEquals(TrialStatus.OK, result.status(), result.toString());
    assertEquals(2, result.validTrials().size());
    for (TrialResult trial : result.validTrials()) {
      ScenarioResult load = trial.scenario().orElseThrow();
      assertEquals(expected.scenario().name(), load.scenario());
      assertEquals(expected.queries(), load.queries());
      assertEquals(expected.calls(), trial.calls().size());
      assertEquals(0, load.left());
      for (int row = 0; row < expected.calls(); row++) {
        assertTrue(trial.calls().startNanos(row) >= trial.calls().scheduledNanos(row));
        assertTrue(trial.calls().scheduledNanos(row) >= 0, "counted from the worker's own start");
      }
    }
  }

  private record Hang(String name, Scenario scenario, long at) {}

  @TestFactory
  @Tag("slow")
  Stream<DynamicTest> whatHangsUnderLoadCostsItsDeadlineAndTheWorker() {
    List<Hang> hangs =
        List.of(
            new Hang("a chunk", SPOKEN, 5),
            new Hang("a call", new Scenario.Server(100, Extent.atLeast(Duration.ZERO, 50)), 10));
    return SideBySide.of(hangs, Hang::name, this::hangs);
  }

  private void hangs(Hang hang) throws Exception {
    SutSpec sut = sut("a", "sleep").withOption("at", hang.at());
    Path own = Files.createTempDirectory(folder, "hang");
    RunConfigResult result = under(hang.scenario(), sut, IMPATIENT, own);
    assertEquals(TrialStatus.TIMEOUT, result.status(), result.toString());
    TrialResult last = result.trials().get(result.trials().size() - 1);
    assertEquals(TrialStatus.TIMEOUT, last.status());
    assertTrue(last.failure().orElseThrow().message().contains("clip '"), last.toString());
  }

  @Test
  void arrivalsOfAForkAreItsOwnAndTheSameInEveryRun() throws Exception {
    Scenario server = new Scenario.Server(500, Extent.atLeast(Duration.ZERO, 20));
    List<List<Long>> first = arrivals(under(server, sut("a", "work")));
    assertEquals(first, arrivals(under(server, sut("b", "work"))));
    assertNotEquals(first.get(0), first.get(1));
  }

  private static List<List<Long>> arrivals(RunConfigResult result) {
    return result.validTrials().stream()
        .map(t -> t.calls())
        .map(
            c -> LongStream.range(0, c.size()).map(i -> c.scheduledNanos((int) i)).boxed().toList())
        .toList();
  }

  @Test
  @Tag("slow")
  void aPeakIsSearchedInEveryFork() throws Exception {
    Scenario.Server server =
        new Scenario.Server(
            500,
            Optional.of(new LatencyLimit(90, Duration.ofSeconds(2))),
            Optional.of(new PeakSearch(0.5, 2)),
            OpenLoop.DEFAULT,
            Extent.atLeast(Duration.ZERO, 20));
    RunConfigResult result = under(server, sut("a", "work"));
    assertEquals(TrialStatus.OK, result.status(), result.toString());
    for (int number = 1; number <= 2; number++) {
      int fork = number;
      assertEquals(
          List.of("SEARCH 500.0", "SEARCH 1000.0", "SEARCH 1000.0", "MEASURED 1000.0"),
          result.trials().stream()
              .filter(t -> t.fork() == fork && t.kind() != TrialKind.WARM_UP)
              .filter(t -> t.scenario().isPresent())
              .map(t -> t.kind() + " " + t.scenario().get().load().getAsDouble())
              .toList());
    }
    assertEquals(Optional.of(1000.0), result.validTrials().get(0).metric(Metrics.PEAK_LOAD));
  }

  @Test
  @Tag("slow")
  void aWorkerThatDiesInASearchCostsItsLoadAlone() throws Exception {
    Scenario.Server server =
        new Scenario.Server(
            200,
            Optional.of(new LatencyLimit(90, Duration.ofSeconds(2))),
            Optional.of(new PeakSearch(0.5, 2)),
            OpenLoop.DEFAULT,
            Extent.ONE_PASS);
    // Some 230 calls at 200 a second, and as many again at 400.
    SutSpec dies =
        sut("a", "halt 3")
            .withOption("at", 300L)
            .withOption("once", folder.resolve("once").toString());
    RunConfigResult result = under(server, dies);
    assertEquals(TrialStatus.OK, result.status(), result.toString());
    assertEquals(
        List.of("SEARCH 200.0 OK", "SEARCH 400.0 FAILED", "SEARCH 200.0 OK", "MEASURED 200.0 OK"),
        result.trials().stream()
            .filter(t -> t.fork() == result.trials().get(0).fork())
            .filter(t -> t.kind() == TrialKind.SEARCH || t.kind() == TrialKind.MEASURED)
            .map(t -> t.kind() + " " + t.scenario().get().load().getAsDouble() + " " + t.status())
            .toList());
    assertEquals(TrialStatus.OK, result.forks().get(0).status(), result.forks().toString());
    assertTrue(
        result.forks().get(0).issues().stream()
            .anyMatch(i -> i.code().equals("search-process-lost")));
    assertTrue(
        result.forks().get(1).issues().stream()
            .noneMatch(i -> i.code().equals("search-process-lost")));
  }
}
