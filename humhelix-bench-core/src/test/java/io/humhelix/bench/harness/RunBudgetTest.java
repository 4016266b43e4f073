package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.report.RunReport;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.store.RecordKind;
import io.humhelix.bench.store.RecordReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limit of time of a whole run, of forks that take 31 seconds each. */
class RunBudgetTest {

  @TempDir Path folder;
  private final ScriptedRun script = new ScriptedRun();

  private BenchmarkDefinition definition(int forks, Duration limit) throws Exception {
    script.call = (fork, trial) -> 10;
    return WorkerRunTest.definition(folder, WorkerRunTest.sut("a", "work"))
        .workloads(List.of(TestClips.workload(folder, 1)))
        .trials(
            TrialPolicy.DEFAULT
                .withCounts(0, 2)
                .withForks(forks)
                .withSeed(7)
                .withMaxDurations(Optional.empty(), Optional.of(limit)))
        .build();
  }

  private Path out() {
    return folder.resolve("out");
  }

  private static List<String> codes(RunResult run) {
    return run.issues().stream().map(Issue::code).toList();
  }

  private static List<Integer> forks(RunResult run) {
    return run.runConfigs().get(0).forks().stream().map(ForkResult::fork).toList();
  }

  @Test
  void noForkIsStartedAfterItAndThatIsSaid() throws Exception {
    RunResult run = script.run(definition(5, Duration.ofSeconds(62)), out());
    assertEquals(List.of(1, 2), forks(run));
    assertEquals(List.of("run-budget-reached"), codes(run));
    assertTrue(
        run.issues()
            .get(0)
            .message()
            .startsWith("the run's time limit of 62 s was reached in block 3;"));
    assertEquals(TrialStatus.OK, run.runConfigs().get(0).status());
    assertEquals(1, script.raised("run-budget-reached").size());
    assertEquals(Optional.empty(), script.raised("run-budget-reached").get(0).runConfig());
    assertEquals(
        List.of("run-budget-reached"),
        RecordReader.read(out()).records().stream()
            .filter(record -> record.kind() == RecordKind.RUN_END)
            .flatMap(record -> ScriptedRun.codes(record.asMap()))
            .toList());
    String report = new RunReport(run, Symbols.ASCII).toString();
    assertTrue(
        report.contains("\nwarning [run-budget-reached] the run's time limit of 62 s "), report);
  }

  @Test
  void resumedTheRunGoesOn() throws Exception {
    script.run(definition(5, Duration.ofSeconds(62)), out());
    RunResult resumed = script.resume(definition(5, Duration.ofMinutes(10)), out());
    assertEquals(List.of(1, 2, 3, 4, 5), forks(resumed));
    assertEquals(List.of(), codes(resumed));
  }

  @Test
  void aForkMayBeStartedJustBeforeIt() throws Exception {
    RunResult run = script.run(definition(3, Duration.ofNanos(62_000_000_001L)), out());
    assertEquals(List.of(1, 2, 3), forks(run));
    assertEquals(List.of(), codes(run));
  }

  @Test
  void aRunConfigThatWasNotBegunIsNotSaidToBeCancelled() throws Exception {
    BenchmarkDefinition definition =
        definition(1, Duration.ofSeconds(31)).toBuilder()
            .sut(WorkerRunTest.sut("b", "work"))
            .build();
    RunResult run = script.run(definition, out());
    List<TrialStatus> statuses = run.runConfigs().stream().map(c -> c.status()).sorted().toList();
    assertEquals(List.of(TrialStatus.OK, TrialStatus.CANCELLED), statuses);
    assertFalse(run.cancelled());
    String report = new RunReport(run, Symbols.ASCII).toString();
    assertTrue(report.contains("the run ended before it started"), report);
    assertFalse(report.contains("cancelled before it finished"), report);
    assertTrue(script.resume(definition, out()).allOk());
  }

  @Test
  void nothingIsSaidWhereNoForkWasLeft() throws Exception {
    // Given up after three forks, when there is no time left for another one anyway.
    script.loads = fork -> false;
    RunResult run = script.run(definition(5, Duration.ofSeconds(3)), out());
    assertEquals(List.of(1, 2, 3), forks(run));
    assertEquals(List.of(), codes(run));
  }
}
