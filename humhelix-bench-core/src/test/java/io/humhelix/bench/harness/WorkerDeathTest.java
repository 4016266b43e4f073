package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.RequiredProgram;
import io.humhelix.bench.SideBySide;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.Artifact;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The ways in which a worker dies in the middle of a trial. Each time the harness lives, names the
 * kind, keeps what was good, measures the others, and nothing of the worker is left.
 */
@EnabledOnOs(OS.LINUX)
class WorkerDeathTest {

  private static final int FULL_REPETITIONS = 50;

  private static final boolean QUICK = Boolean.getBoolean("humhelix.test.quick");

  /** A way to die, and how it is to be named. */
  enum Death {
    SEGV_SENT("signal SEGV", FailureKind.NATIVE_CRASH, 11, "crash-dump"),
    SEGV_OF_NULL("null", FailureKind.NATIVE_CRASH, 11, "crash-dump"),
    BUS("signal BUS", FailureKind.NATIVE_CRASH, 7, "crash-dump"),
    ABRT("signal ABRT", FailureKind.SIGNAL, 6, ""),
    KILL("signal KILL", FailureKind.SIGNAL, 9, ""),
    EXIT_0("exit 0", FailureKind.EXIT, 0, ""),
    EXIT_1("exit 1", FailureKind.EXIT, 1, ""),
    EXIT_42("exit 42", FailureKind.EXIT, 42, ""),
    HALT("halt 3", FailureKind.EXIT, 3, ""),
    HEAP("heap", FailureKind.OUT_OF_MEMORY_HEAP, -1, ""),
    NATIVE_MEMORY("malloc", FailureKind.OUT_OF_MEMORY_NATIVE, -1, ""),
    BAD_ALLOC("bad-alloc", FailureKind.OUT_OF_MEMORY_NATIVE, 6, "worker-stderr"),
    DEVICE_MEMORY("cuda", FailureKind.OUT_OF_MEMORY_DEVICE, -1, ""),
    STACK("stack", FailureKind.STACK_OVERFLOW, -1, ""),
    GARBAGE_FRAME("garbage", FailureKind.PROTOCOL, -1, ""),
    HALF_FRAME("half", FailureKind.PROTOCOL, -1, ""),
    OVERSIZE_FRAME("oversize", FailureKind.PROTOCOL, -1, ""),
    CLOSED_CONNECTION("hangup", FailureKind.PROTOCOL, -1, "");

    private final String act;
    private final FailureKind kind;
    private final int code;
    private final String artifact;

    Death(String act, FailureKind kind, int code, String artifact) {
      this.act = act;
      this.kind = kind;
      this.code = code;
      this.artifact = artifact;
    }
  }

  /** By the operating system, by itself, by its heap, by what it says. */
  private static final List<Death> FEW =
      List.of(Death.SEGV_SENT, Death.EXIT_42, Death.HEAP, Death.GARBAGE_FRAME);

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

  /** Side by side, since nearly all of the time goes into the start of four processes each. */
  @TestFactory
  Stream<DynamicTest> costsOneForkAndIsNamed() {
    return SideBySide.of(QUICK ? FEW : List.of(Death.values()), Death::name, this::dies);
  }

  /** One after the other, and what is left is looked for after each. */
  @ParameterizedTest
  @EnumSource(Death.class)
  @Tag("full")
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void costsOneForkEachTime(Death death) throws Exception {
    for (int i = 0; i < FULL_REPETITIONS; i++) {
      dies(death);
      leaks.assertNone();
    }
  }

  private void dies(Death death) throws Exception {
    if (death == Death.NATIVE_MEMORY) {
      RequiredProgram.executable(Path.of("/usr/bin/prlimit"), "to limit the memory of a worker");
    }
    dies(death, Files.createTempDirectory(folder, death.name()));
  }

  private static void dies(Death death, Path folder) throws Exception {
    RunResult result =
        Harness.builder()
            .output(folder.resolve("out"))
            .run(
                WorkerRunTest.definition(
                        folder,
                        WorkerRunTest.sut("dies", death.act)
                            .withOption("at", 4)
                            .withOption("once", folder.resolve("done").toString()),
                        WorkerRunTest.sut("lives", "work"))
                    .trials(TrialPolicy.DEFAULT.withCounts(0, 2).withForks(2).withSeed(7))
                    .worker(ShortLives.with("-Xmx64m"))
                    .build());
    RunConfigResult died = result.runConfigs().get(0);
    RunConfigResult lives = result.runConfigs().get(1);
    assertEquals(TrialStatus.OK, lives.status(), lives.toString());
    assertEquals(4, lives.validTrials().size());
    assertEquals(TrialStatus.FAILED, died.status(), died.toString());
    List<TrialResult> bad =
        died.trials().stream().filter(t -> t.status() != TrialStatus.OK).toList();
    assertEquals(1, bad.size(), died.toString());
    Failure failure = bad.get(0).failure().orElseThrow();
    assertEquals(death.kind, failure.kind(), failure.toString());
    assertEquals("transcribe", failure.phase());
    if (death.code >= 0) {
      assertEquals(OptionalInt.of(death.code), failure.code(), failure.toString());
    }
    // The fork that died is the first; the second one is whole.
    assertEquals(1, bad.get(0).fork());
    assertEquals(
        List.of(TrialStatus.FAILED, TrialStatus.OK),
        died.forks().stream().map(ForkResult::status).toList());
    assertEquals(2, died.validTrials().stream().filter(t -> t.fork() == 2).count());
    if (!death.artifact.isEmpty()) {
      List<Artifact> artifacts = died.forks().get(0).artifacts();
      Artifact found =
          artifacts.stream()
              .filter(a -> a.kind().equals(death.artifact))
              .findFirst()
              .orElseThrow(() -> new AssertionError(artifacts.toString()));
      assertTrue(Files.size(found.file()) > 0);
    }
  }
}
