package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.internal.fork.WorkerLimits;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.WorkerSettings;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Systems that hang: killed with everything that they started, at the deadline of their phase. */
@EnabledOnOs(OS.LINUX)
class WorkerHangTest {

  private static final boolean FULL = Boolean.getBoolean("humhelix.test.full");

  @TempDir Path folder;
  private Leaks leaks;

  @BeforeEach
  void count() throws Exception {
    leaks = Leaks.now();
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    leaks.assertNone();
  }

  /** Without patience where a test does not need it; as released in the full build. */
  private static WorkerLimits limits() {
    return FULL
        ? WorkerLimits.DEFAULT
        : new WorkerLimits(
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofMillis(300),
            Duration.ofSeconds(1),
            1 << 20);
  }

  private RunResult run(WorkerLimits limits, TrialPolicy trials, SutSpec... suts)
      throws Exception {
    return Harness.builder()
        .limits(limits)
        .run(WorkerRunTest.definition(folder, suts).trials(trials).build());
  }

  private static TrialPolicy patience(Duration load, Duration call) {
    return TrialPolicy.DEFAULT.withCounts(0, 2).withForks(1).withTimeouts(load, call);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sleep", "spin", "native", "stop", "children"})
  void aCallThatHangsCostsItsDeadline(String act) throws Exception {
    Duration minute = Duration.ofMinutes(1);
    Duration call = Duration.ofSeconds(2);
    long start = System.nanoTime();
    RunResult result =
        run(
            limits(),
            patience(minute, call),
            WorkerRunTest.sut("hangs", act).withOption("at", 3),
            WorkerRunTest.sut("lives", "work"));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    RunConfigResult hangs = result.runConfigs().get(0);
    assertEquals(TrialStatus.TIMEOUT, hangs.status(), hangs.toString());
    Failure failure = hangs.forks().get(0).failure().orElseThrow();
    assertEquals(FailureKind.TIMEOUT, failure.kind());
    assertEquals("transcribe", failure.phase());
    assertEquals(2, hangs.trials().stream().filter(t -> t.status() == TrialStatus.OK).count());
    assertEquals(TrialStatus.OK, result.runConfigs().get(1).status());
    // The bar is the deadline and 6 s; the rest is for two workers that start on a busy machine.
    assertTrue(!FULL || took.compareTo(call.plusSeconds(16)) < 0, took.toString());
  }

  @Test
  void aLoadThatHangsCostsItsDeadline() throws Exception {
    RunConfigResult hangs =
        run(
                limits(),
                patience(Duration.ofSeconds(1), Duration.ofMinutes(1)),
                WorkerRunTest.sut("hangs", "sleep").withOption("at", 0))
            .runConfigs()
            .get(0);
    assertEquals(TrialStatus.TIMEOUT, hangs.status());
    assertEquals("open", hangs.failure().orElseThrow().phase());
    assertEquals("open", hangs.forks().get(0).failure().orElseThrow().phase());
  }

  @Test
  void aWorkerThatDoesNotAnswerAtItsStartCostsTheStart() throws Exception {
    WorkerLimits hasty =
        new WorkerLimits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            Duration.ofMillis(300),
            Duration.ofSeconds(1),
            1 << 20);
    RunResult result =
        Harness.builder()
            .limits(hasty)
            .run(
                WorkerRunTest.definition(folder, WorkerRunTest.sut("waits", "work"))
                    .worker(
                        new WorkerSettings(
                            List.of("-agentlib:jdwp=transport=dt_socket,server=y,suspend=y"),
                            List.of()))
                    .build());
    Failure failure = result.runConfigs().get(0).failure().orElseThrow();
    assertEquals(FailureKind.TIMEOUT, failure.kind(), failure.toString());
    assertEquals("start", failure.phase());
  }

  @Test
  void aCloseThatHangsCostsNoResult() throws Exception {
    WorkerLimits hasty =
        new WorkerLimits(
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofMillis(300),
            Duration.ofSeconds(1),
            1 << 20);
    RunConfigResult hangs =
        run(
                hasty,
                patience(Duration.ofMinutes(1), Duration.ofMinutes(1)),
                WorkerRunTest.sut("hangs", "sleep").withOption("at", -1))
            .runConfigs()
            .get(0);
    assertEquals(TrialStatus.OK, hangs.status(), hangs.toString());
    assertEquals(2, hangs.validTrials().size());
    assertTrue(
        hangs.issues().stream().map(Issue::code).toList().contains("close-failed"),
        hangs.issues().toString());
  }

  @Test
  void cancellingEndsAWorkerThatHangs() throws Exception {
    List<String> events = new CopyOnWriteArrayList<>();
    BenchmarkRun run =
        Harness.builder()
            .limits(limits())
            .listener(new RecordingListener(events))
            .start(
                WorkerRunTest.definition(
                        folder, WorkerRunTest.sut("hangs", "sleep").withOption("at", 2))
                    .build());
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (events.stream().filter("trialStarted"::equals).count() < 2) {
      assertTrue(System.nanoTime() < deadline, events.toString());
      Thread.onSpinWait();
    }
    run.cancel();
    RunResult result = run.await();
    assertTrue(result.cancelled());
    RunConfigResult hangs = result.runConfigs().get(0);
    assertEquals(TrialStatus.CANCELLED, hangs.status(), hangs.toString());
    assertEquals(TrialStatus.OK, hangs.trials().get(0).status());
  }
}
