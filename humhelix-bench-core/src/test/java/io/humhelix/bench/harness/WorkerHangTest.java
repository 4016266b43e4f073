package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.internal.fork.WorkerLimits;
import io.humhelix.bench.internal.process.ProcessTree;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
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
            Duration.ofMinutes(2),
            Duration.ofSeconds(1),
            1 << 20);
  }

  private RunResult run(WorkerLimits limits, TrialPolicy trials, SutSpec... suts) throws Exception {
    return Harness.builder()
        .limits(limits)
        .run(WorkerRunTest.definition(folder, suts).trials(trials).build());
  }

  private static TrialPolicy patience(Duration load, Duration call) {
    return TrialPolicy.DEFAULT.withCounts(0, 2).withForks(1).withTimeouts(load, call);
  }

  /** From the deadline of the call until nothing of the worker runs. */
  private static final Duration LONGEST = FULL ? Duration.ofSeconds(6) : Duration.ofMinutes(1);

  /** A file that the system makes when it begins to hang. */
  private Path began() {
    return folder.resolve("began");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sleep", "spin", "native", "stop", "children"})
  @Tag("slow")
  void aCallThatHangsCostsItsDeadline(String act) throws Exception {
    Duration call = Duration.ofSeconds(2);
    BenchmarkRun run =
        Harness.builder()
            .limits(limits())
            .start(
                WorkerRunTest.definition(
                        folder,
                        WorkerRunTest.sut("hangs", act)
                            .withOption("at", 4)
                            .withOption("once", began().toString()),
                        WorkerRunTest.sut("lives", "work"))
                    .trials(patience(Duration.ofMinutes(1), call))
                    .build());
    await(() -> Files.exists(began()), "the call that hangs");
    long deadline = System.nanoTime() + call.toNanos();
    // Those that it starts come later than the file; all that ever ran has to be gone.
    Set<ProcessHandle> family = new HashSet<>();
    await(
        () -> {
          ProcessHandle.current().descendants().forEach(family::add);
          return System.nanoTime() - deadline > 0;
        },
        "its deadline");
    await(() -> family.stream().noneMatch(ProcessTree::runs), family + " to end");
    Duration took = Duration.ofNanos(System.nanoTime() - deadline);
    assertTrue(took.compareTo(LONGEST) < 0, took.toString());
    assertFalse(family.isEmpty());
    RunResult result = run.await();
    RunConfigResult hangs = result.runConfigs().get(0);
    assertEquals(TrialStatus.TIMEOUT, hangs.status(), hangs.toString());
    Failure failure = hangs.forks().get(0).failure().orElseThrow();
    assertEquals(FailureKind.TIMEOUT, failure.kind());
    assertEquals("transcribe", failure.phase());
    assertEquals(2, hangs.trials().stream().filter(t -> t.status() == TrialStatus.OK).count());
    // A process that stands still can tell nothing.
    TrialResult last = hangs.trials().get(2);
    assertEquals(act.equals("stop") ? 0 : 1, last.clips().size(), last.toString());
    assertEquals(TrialStatus.OK, result.runConfigs().get(1).status());
  }

  private static void await(BooleanSupplier condition, String what) {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, () -> "waited for " + what);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
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
  @Tag("slow")
  void aWorkerThatDoesNotAnswerAtItsStartCostsTheStart() throws Exception {
    WorkerLimits hasty =
        new WorkerLimits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            Duration.ofMillis(300),
            Duration.ofMinutes(2),
            Duration.ofSeconds(1),
            1 << 20);
    RunResult result =
        Harness.builder()
            .limits(hasty)
            .run(
                WorkerRunTest.definition(folder, WorkerRunTest.sut("waits", "work"))
                    .worker(
                        ShortLives.with("-agentlib:jdwp=transport=dt_socket,server=y,suspend=y"))
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
            Duration.ofMinutes(2),
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
  @Tag("slow")
  void cancellingEndsAWorkerThatHangsAndKeepsTheCallsThatEnded() throws Exception {
    BenchmarkRun run =
        Harness.builder()
            .limits(limits())
            .start(
                WorkerRunTest.definition(
                        folder,
                        WorkerRunTest.sut("hangs", "sleep")
                            .withOption("at", 4)
                            .withOption("once", began().toString()))
                    .build());
    await(() -> Files.exists(began()), "the call that hangs");
    run.cancel();
    RunResult result = run.await();
    assertTrue(result.cancelled());
    RunConfigResult hangs = result.runConfigs().get(0);
    assertEquals(TrialStatus.CANCELLED, hangs.status(), hangs.toString());
    assertEquals(TrialStatus.OK, hangs.trials().get(1).status());
    TrialResult cancelled = hangs.trials().get(2);
    assertEquals(TrialStatus.CANCELLED, cancelled.status());
    assertEquals(1, cancelled.clips().size(), cancelled.toString());
    assertTrue(cancelled.failure().isEmpty());
  }
}
