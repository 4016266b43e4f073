package io.humhelix.bench.backend.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.internal.process.ProcessTree;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a program does, it ends in one record that says so, and the run goes on. */
@Tag("slow")
class BrokenProgramTest {

  /** What a system that works needs on a busy machine is far less. */
  private static final Duration LOAD = Duration.ofMinutes(2);

  @TempDir Path folder;

  /** Runs a broken program and an ordinary one beside it. */
  private RunConfigResult run(SutSpec broken, Duration callTimeout) throws Exception {
    return run(broken, LOAD, callTimeout, 1);
  }

  private RunConfigResult run(SutSpec broken, Duration loadTimeout, Duration callTimeout, int clips)
      throws Exception {
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("test")
            .workload(TestClips.workload(folder, clips))
            .sut(broken, ShellProgram.ordinary().sut("ordinary", folder))
            .trials(
                TrialPolicy.DEFAULT
                    .withCounts(0, 1)
                    .withSeed(1)
                    .withTimeouts(loadTimeout, callTimeout))
            .build();
    List<RunConfigResult> results =
        Harness.builder()
            .discovery(false)
            .provider(new CommandProvider())
            .run(definition)
            .runConfigs();
    assertEquals(TrialStatus.OK, results.get(1).status(), "the run goes on");
    return results.get(0);
  }

  private static Failure failure(RunConfigResult result) {
    return result
        .failure()
        .or(
            () ->
                result.trials().stream()
                    .map(TrialResult::failure)
                    .flatMap(Optional::stream)
                    .findFirst())
        .orElseThrow();
  }

  static Stream<Arguments> breaksWhileTranscribing() {
    return Stream.of(
        Arguments.of("exit 3", FailureKind.EXIT, "exit code 3"),
        Arguments.of("exit 0", FailureKind.EXIT, "exit code 0"),
        Arguments.of("kill -SEGV $$", FailureKind.SIGNAL, "SIGSEGV"),
        Arguments.of("kill -ABRT $$", FailureKind.SIGNAL, "SIGABRT"),
        Arguments.of("kill -KILL $$", FailureKind.SIGNAL, "SIGKILL"),
        Arguments.of("say garbage", FailureKind.PROTOCOL, "'garbage'"),
        Arguments.of("printf '\\377\\n' >&4", FailureKind.PROTOCOL, "not a JSON object"),
        Arguments.of("say '[1]'", FailureKind.PROTOCOL, "not a JSON object"),
        Arguments.of("say '{\"id\":'$id'} {}'", FailureKind.PROTOCOL, "not a JSON object"),
        Arguments.of("printf '{\"type\":' >&4; exit 0", FailureKind.PROTOCOL, "cut off"),
        Arguments.of("say '{\"type\":\"done\"}'", FailureKind.PROTOCOL, "no id"),
        Arguments.of("say '{\"type\":\"done\",\"id\":77}'", FailureKind.PROTOCOL, "never made"),
        Arguments.of("say '{\"type\":\"done\",\"id\":1}'", FailureKind.PROTOCOL, "again"),
        Arguments.of("say '{\"type\":\"loaded\",\"id\":'$id'}'", FailureKind.PROTOCOL, "'loaded'"),
        Arguments.of(
            "say '{\"type\":\"segment\",\"id\":'$id',\"start\":-1,\"end\":1,\"text\":\"\"}'",
            FailureKind.PROTOCOL,
            "'start' is -1"),
        Arguments.of(
            "say '{\"type\":\"segment\",\"id\":'$id',\"start\":0,\"end\":1}'",
            FailureKind.PROTOCOL,
            "no text"),
        Arguments.of(
            "say '{\"type\":\"segment\",\"id\":'$id',\"start\":0,\"end\":1,\"text\":\"a\"}'\n"
                + "say '{\"type\":\"done\",\"id\":'$id',\"text\":\"b\"}'",
            FailureKind.PROTOCOL,
            "differs from the text of its segments"),
        Arguments.of(
            "head -c 17000000 /dev/zero | tr '\\0' x >&4",
            FailureKind.PROTOCOL,
            "more than 16777216 bytes"),
        Arguments.of("exec 4>&-; exec 3<&-; sleep 600", FailureKind.PROTOCOL, "closed its channel"),
        Arguments.of("(sleep 600) & exit 5", FailureKind.EXIT, "exit code 5"));
  }

  @ParameterizedTest
  @MethodSource
  void breaksWhileTranscribing(String script, FailureKind kind, String found) throws Exception {
    RunConfigResult result =
        run(
            ShellProgram.ordinary().transcribe("echo last words >&2\n" + script).sut("s", folder),
            Duration.ofMinutes(2));
    Failure failure = failure(result);
    assertEquals(kind, failure.kind(), failure.toString());
    assertTrue(failure.message().contains(found), failure.message());
    assertTrue(failure.message().contains("transcribing clip c0.wav"), failure.message());
    assertTrue(failure.detail().contains("last words"), "what it printed is kept");
    assertFalse(failure.remedy().isEmpty());
    assertEquals(TrialStatus.FAILED, result.status());
    assertTrue(result.trials().size() <= 2, "a dead program is not asked again and again");
  }

  /** A program that reports an error goes on; one that breaks the protocol has been ended. */
  @ParameterizedTest
  @CsvSource({"true, INVALID, 1", "false, FAILED, 0"})
  void onlyALivingProgramGoesOnAfterAFailedCall(boolean lives, TrialStatus status, int failed)
      throws Exception {
    String bad =
        lives
            ? "say '{\"type\":\"error\",\"id\":'$id',\"message\":\"not now\"}'"
            : "say '{\"type\":\"done\",\"id\":77}'";
    Path asked = folder.resolve("asked");
    RunConfigResult result =
        run(
            ShellProgram.ordinary()
                .transcribe(
                    "echo x >> "
                        + asked
                        + "\nif [ $(wc -l < "
                        + asked
                        + ") = 4 ]; then\n"
                        + bad
                        + "\nelse\n"
                        + "say '{\"type\":\"segment\",\"id\":'$id',\"start\":0,\"end\":0.1,"
                        + "\"text\":\"a\"}'\nsay '{\"type\":\"done\",\"id\":'$id'}'\nfi")
                .sut("s", folder),
            LOAD,
            Duration.ofMinutes(2),
            3);
    TrialResult trial =
        result.trials().stream()
            .filter(one -> !one.failedCalls().isEmpty() || one.failure().isPresent())
            .findFirst()
            .orElseThrow();
    assertEquals(status, trial.status(), result.toString());
    assertEquals(failed, trial.failedCalls().size());
    assertEquals(lives ? 2 : 0, trial.calls().size());
  }

  static Stream<Arguments> refusedBeforeMeasuring() {
    String hello = "say '{\"type\":\"hello\",\"protocol\":1%s}'";
    return Stream.of(
        Arguments.of("exit 9", "exit code 9"),
        Arguments.of("echo 'no module named x' >&2; exit 1", "no module named x"),
        Arguments.of("say '{\"type\":\"hello\",\"protocol\":2}'", "speaks version 2"),
        Arguments.of("say '{\"type\":\"hello\"}'", "version (none)"),
        Arguments.of("say '{\"type\":\"hi\"}'", "expected: hello"),
        Arguments.of("say hello", "not a JSON object"),
        Arguments.of("say '{\"type\":\"error\",\"message\":\"bad day\"}'", "bad day"),
        Arguments.of("sleep 600", "did not answer within 0.5 s"),
        Arguments.of(hello.formatted(",\"concurrency\":0"), "concurrency is 0"),
        Arguments.of(hello.formatted(",\"audio\":\"mp3\""), "allowed: wav, f32"),
        Arguments.of(hello.formatted(",\"capabilities\":[\"magic\"]"), "'magic'"),
        Arguments.of(hello.formatted(",\"devices\":\"cpu\""), "not a list"),
        Arguments.of(hello.formatted(",\"devices\":[\"cuda\"]"), "devices are cuda"),
        Arguments.of(hello.formatted(",\"compute_types\":[\"int8\"]"), "compute types are int8"),
        Arguments.of(hello.formatted(",\"capabilities\":[]"), "does not have language"));
  }

  @ParameterizedTest
  @MethodSource
  void refusedBeforeMeasuring(String hello, String found) throws Exception {
    SutSpec sut =
        ShellProgram.ordinary()
            .hello(hello)
            .sut("s", folder)
            .withComputeType("float16")
            .withOption("start_timeout_s", 0.5);
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("test")
            .workload(
                new io.humhelix.bench.model.Workload(
                    "clips",
                    TestClips.workload(folder, 1).clips(),
                    io.humhelix.bench.model.TranscriptionTask.transcribe("en")))
            .sut(sut)
            .build();
    RunConfigResult result =
        Harness.builder()
            .discovery(false)
            .provider(new CommandProvider())
            .run(definition)
            .runConfigs()
            .get(0);
    assertEquals(TrialStatus.REFUSED, result.status());
    assertTrue(
        result.issues().stream()
            .anyMatch(i -> i.message().contains(found) && !i.remedy().isEmpty()),
        result.issues().toString());
  }

  @Test
  void refusesWhatCannotBeStarted() throws Exception {
    SutSpec sut = SutSpec.of("s", CommandProvider.ID, "m");
    for (var wrong :
        List.of(
            List.of(sut, "command-missing"),
            List.of(sut.withOption("command", List.of("no-such-program")), "command-not-found"),
            List.of(
                sut.withOption("command", List.of("/bin/sh")).withOption("directory", "/nowhere"),
                "command-directory-missing"))) {
      RunConfigResult result = run((SutSpec) wrong.get(0), Duration.ofMinutes(1));
      assertEquals(TrialStatus.REFUSED, result.status());
      assertEquals(wrong.get(1), result.issues().get(0).code(), result.issues().toString());
    }
  }

  @Test
  void aHangEndsAtItsDeadlineWithEverythingItStarted() throws Exception {
    Path pids = folder.resolve("pids");
    RunConfigResult result =
        run(
            ShellProgram.ordinary()
                .transcribe(
                    "trap '' TERM; sleep 600 & echo $! >>"
                        + pids
                        + "; echo $$ >>"
                        + pids
                        + "; wait")
                .sut("hanging", folder),
            Duration.ofSeconds(5));
    assertEquals(TrialStatus.TIMEOUT, result.status());
    assertEquals(FailureKind.TIMEOUT, failure(result).kind());
    for (String pid : Files.readAllLines(pids)) {
      ProcessHandle.of(Long.parseLong(pid))
          .ifPresent(
              process ->
                  process.onExit().orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join());
    }
  }

  /** A process whose parent has gone is nobody's descendant any more. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aProgramThatDiesTakesTheOrphansItMadeWithIt() throws Exception {
    Path pid = folder.resolve("pid");
    RunConfigResult result =
        run(
            ShellProgram.ordinary()
                .transcribe("(sleep 600 & echo $! > " + pid + "); exit 3")
                .sut("leaving", folder),
            Duration.ofMinutes(1));
    assertEquals(TrialStatus.FAILED, result.status());
    Optional<ProcessHandle> orphan =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
    assertFalse(orphan.filter(ProcessTree::runs).isPresent(), "it is still there: " + orphan);
  }

  @Test
  void aHangWhileLoadingEndsAtItsDeadline() throws Exception {
    RunConfigResult result =
        run(
            ShellProgram.ordinary().load("sleep 600").sut("s", folder),
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            1);
    assertEquals(TrialStatus.TIMEOUT, result.status());
    assertEquals("open", failure(result).phase());
  }

  @Test
  void aRefusedLoadIsAFailureWithTheProgramsReason() throws Exception {
    RunConfigResult result =
        run(
            ShellProgram.ordinary()
                .load(
                    "say '{\"type\":\"error\",\"id\":'$id',\"kind\":\"model\","
                        + "\"message\":\"no such model\"}'")
                .sut("s", folder),
            Duration.ofMinutes(1));
    assertEquals(TrialStatus.FAILED, result.status());
    assertEquals(FailureKind.MODEL, failure(result).kind());
  }

  @Test
  void aFloodOnItsOutputDoesNoHarm() throws Exception {
    long bytes = Boolean.getBoolean("humhelix.test.full") ? 1L << 30 : 1L << 26;
    RunConfigResult result =
        run(
            ShellProgram.ordinary()
                .beforeTranscribing("head -c " + bytes + " /dev/zero; head -c 1000 /dev/zero >&2")
                .sut("flooding", folder),
            Duration.ofMinutes(2));
    assertEquals(TrialStatus.OK, result.status());
  }

  @Test
  void aProgramThatDoesNotUnloadIsAWarningAndIsEnded() throws Exception {
    RunConfigResult result =
        run(
            ShellProgram.ordinary()
                .unload("say '{\"type\":\"prepared\",\"id\":'$id'}'")
                .sut("s", folder),
            Duration.ofMinutes(1));
    assertEquals(TrialStatus.OK, result.status());
    assertTrue(result.issues().stream().anyMatch(i -> i.code().equals("close-failed")));
  }
}
