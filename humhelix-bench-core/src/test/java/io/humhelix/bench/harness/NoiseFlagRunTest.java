package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.report.IssueText;
import io.humhelix.bench.report.RunReport;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.RecordKind;
import io.humhelix.bench.store.RecordReader;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoredRecord;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a noise flag from a fork to everybody who has to know of it. */
class NoiseFlagRunTest {

  private static final String[] FLAGS = {"other-load", "cpu-steal", "not-steady"};
  private static final List<String> MACHINE = List.of("other-load", "cpu-steal");
  private static final int TRIALS = 30;

  /** A tenth of a second on four processors, of which the fork used one. */
  private static final Map<String, Double> QUIET =
      Map.of(
          "host_cpu_s", 0.1,
          "host_cpu_capacity_s", 0.4,
          "host_cpu_steal_s", 0.0,
          "process_cpu_s", 0.1);

  @TempDir Path folder;
  private final ScriptedRun script = new ScriptedRun();

  private BenchmarkDefinition definition(int forks, int trials) throws Exception {
    return WorkerRunTest.definition(folder, WorkerRunTest.sut("a", "work"))
        .workloads(List.of(TestClips.workload(folder, 1)))
        .trials(TrialPolicy.DEFAULT.withCounts(0, trials).withForks(forks).withSeed(7))
        .build();
  }

  private Path out() {
    return folder.resolve("out");
  }

  /** A hundredth up and down, which is neither a step nor a trend. */
  private static double level(int trial) {
    return 0.1 + 0.001 * (trial % 3);
  }

  private static Map<String, Double> disturbed() {
    Map<String, Double> disturbed = new HashMap<>(QUIET);
    disturbed.put("host_cpu_s", 0.15);
    disturbed.put("host_cpu_steal_s", 0.02);
    return disturbed;
  }

  /** The second fork is disturbed, and so is the third, which then loses half of its speed. */
  private void disturbTwoForks() {
    script.sampled = fork -> fork == 2 || fork == 3 ? disturbed() : QUIET;
    script.call = (fork, trial) -> level(trial) * (fork == 3 && trial > TRIALS / 2 ? 2 : 1);
  }

  private static List<String> flags(ForkResult fork) {
    return ScriptedRun.codes(fork.issues(), FLAGS);
  }

  @Test
  void aFlagIsInTheForkAndTheRunConfigAndTheFileAndTheReport() throws Exception {
    disturbTwoForks();
    RunResult run = script.run(definition(4, TRIALS), out());
    RunConfigResult config = run.runConfigs().get(0);
    List<List<String>> byFork = List.of(List.of(), MACHINE, List.of(FLAGS), List.of());
    assertEquals(byFork, config.forks().stream().map(NoiseFlagRunTest::flags).toList());

    assertEquals(List.of(FLAGS), ScriptedRun.codes(config.issues(), FLAGS));
    Map<String, Issue> found = new HashMap<>();
    config.issues().forEach(issue -> found.put(issue.code(), issue));
    for (String flag : MACHINE) {
      String message = found.get(flag).message();
      assertTrue(message.startsWith("2 of 4 forks (2, 3), worst in fork "), message);
    }
    String notSteady = found.get("not-steady").message();
    assertTrue(notSteady.startsWith("1 of 4 forks (3): RTF shifted by "), notSteady);

    RunResult stored = RunReader.read(out());
    assertEquals(
        config.forks().stream().map(ForkResult::issues).toList(),
        stored.runConfigs().get(0).forks().stream().map(ForkResult::issues).toList());
    assertEquals(
        List.of(FLAGS),
        ScriptedRun.codes(record(RecordKind.RUN_CONFIG).asMap())
            .filter(List.of(FLAGS)::contains)
            .toList());

    String report = new RunReport(run, Symbols.ASCII).toString();
    for (String flag : FLAGS) {
      // Between the message and the remedy stands of what run config it is.
      String told =
          IssueText.lines(found.get(flag), "").stream()
              .takeWhile(line -> !line.startsWith("  help: "))
              .collect(Collectors.joining("\n"));
      assertEquals(1, report.split(Pattern.quote(told)).length - 1, report);
    }
  }

  private StoredRecord record(RecordKind kind) throws Exception {
    return RecordReader.read(out()).records().stream()
        .filter(record -> record.kind() == kind)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  @Test
  void listenersAreToldOfAFlagWhenItComesUpAndNotAgain() throws Exception {
    disturbTwoForks();
    RunResult run = script.run(definition(4, TRIALS), out());
    for (String flag : FLAGS) {
      List<RunEvents.IssueRaised> told = script.raised(flag);
      assertEquals(1, told.size(), told.toString());
      assertEquals(Optional.of(run.runConfigs().get(0).runConfig()), told.get(0).runConfig());
      String first = flag.equals("not-steady") ? "fork 3: " : "fork 2: ";
      assertTrue(told.get(0).issue().message().startsWith(first), told.toString());
    }
  }

  @Test
  void aQuietRunHasNone() throws Exception {
    script.sampled = fork -> QUIET;
    script.call = (fork, trial) -> level(trial);
    RunResult run = script.run(definition(4, TRIALS), out());
    assertEquals(List.of(), run.runConfigs().get(0).issues());
    assertEquals(List.of(), run.runConfigs().get(0).forks().get(2).issues());
    assertEquals(List.of(), run.issues());
    assertEquals(List.of(), script.raised);
  }

  @Test
  void aRunThatGoesOnSumsUpTheFlagsOfAllForksOnce() throws Exception {
    disturbTwoForks();
    script.run(definition(3, TRIALS), out());
    RunResult run = new ScriptedRun().resume(definition(5, TRIALS), out());
    RunConfigResult config = run.runConfigs().get(0);
    assertEquals(5, config.forks().size());
    assertEquals(List.of(FLAGS), ScriptedRun.codes(config.issues(), FLAGS));
    assertTrue(
        config.issues().stream()
            .filter(issue -> MACHINE.contains(issue.code()))
            .allMatch(issue -> issue.message().startsWith("2 of 5 forks (2, 3)")),
        config.issues().toString());
  }

  @Test
  void aRunThatDriftsFromBlockToBlockSaysSo() throws Exception {
    script.call = (block, trial) -> level(trial) * (1 + 0.02 * block + 0.0005 * (block % 2));
    RunResult run = script.run(definition(6, 3), out());
    assertEquals(List.of("order-effect"), run.issues().stream().map(Issue::code).toList());
    Issue found = run.issues().get(0);
    assertTrue(found.message().startsWith("times drifted by +1.8"), found.message());
    List<RunEvents.IssueRaised> told = script.raised("order-effect");
    assertEquals(1, told.size(), told.toString());
    assertEquals(Optional.empty(), told.get(0).runConfig());
    assertEquals(
        List.of("order-effect"), ScriptedRun.codes(record(RecordKind.RUN_END).asMap()).toList());
    String report = new RunReport(run, Symbols.ASCII).toString();
    String lines = String.join("\n", IssueText.lines(found, ""));
    assertTrue(report.contains("\n" + lines + "\n"), report);
  }
}
