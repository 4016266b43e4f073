package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.compare.Decision;
import io.humhelix.bench.compare.Reason;
import io.humhelix.bench.compare.RunComparison;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.WorkerSettings;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.store.RunReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * From worker processes to the verdict read from the results files, with other load beside one of
 * two runs. The system's time is a known delay, and a script says what the machine did, so that it
 * does not matter what this machine does; forks differ by 0.5 % and calls by 1 %.
 */
@Tag("slow")
class NoisyMachineRunTest {

  private static final int PAIRS = Boolean.getBoolean("humhelix.test.full") ? 20 : 1;

  /** Of 20 pairs one may be spared; of fewer none. */
  private static final int MOST_MISSED = PAIRS / 20;

  private static final int FORKS = 5;
  private static final int TRIALS = 5;

  /** So that the measured trials of a fork take half a second, below which no share is told. */
  private static final double CALL_MILLIS = 110;

  private static final double SHARE = 0.3;

  /** Systems differ in how long they take and in their ledgers, machines in their scripts. */
  private static final ComparisonPolicy TWO_RUNS =
      ComparisonPolicy.DEFAULT.withFactors(Set.of("sut", "effective", "worker_jvm_args"));

  @TempDir Path folder;

  private int runs;

  @Test
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void loadIsNotTakenForTheSystemAndChangesAreFound() throws Exception {
    List<Decision> underLoad = new ArrayList<>();
    List<Decision> afterLoad = new ArrayList<>();
    List<Decision> slowerRun = new ArrayList<>();
    List<Decision> slowerSystem = new ArrayList<>();
    for (int pair = 0; pair < PAIRS; pair++) {
      RunResult quiet = run(0, waits("A", 1), waits("slower", 1.1));
      RunResult loaded = run(SHARE, waits("A", 1 / (1 - SHARE)));
      RunResult slower = run(0, waits("A", 1.2));
      underLoad.add(rtf(RunComparison.between(quiet, loaded, TWO_RUNS.withPartial(true)), "A"));
      afterLoad.add(rtf(RunComparison.between(loaded, quiet, TWO_RUNS), "A"));
      slowerRun.add(rtf(RunComparison.between(quiet, slower, TWO_RUNS.withPartial(true)), "A"));
      slowerSystem.add(rtf(RunComparison.within(quiet, "A", ComparisonPolicy.DEFAULT), "slower"));
    }
    for (List<Decision> noisy : List.of(underLoad, afterLoad)) {
      assertTrue(noisy.stream().allMatch(d -> d.reason() == Reason.NOISY_MACHINE), noisy::toString);
    }
    found(slowerRun);
    found(slowerSystem);
  }

  private static void found(List<Decision> decisions) {
    long missed = decisions.stream().filter(d -> d.verdict() != Verdict.REGRESSION).count();
    assertTrue(missed <= MOST_MISSED, decisions::toString);
  }

  /** What the kernel says of a processor that burns, and a system that works. */
  @Test
  @Tag("full")
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void realLoadIsNotTakenForTheSystem() throws Exception {
    RunResult quiet = run(ShortLives.with(), works());
    RunResult loaded;
    List<Process> burners = new ArrayList<>();
    try {
      for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
        burners.add(new ProcessBuilder("sh", "-c", "ulimit -t 600; while :; do :; done").start());
      }
      loaded = run(ShortLives.with(), works());
    } finally {
      burners.forEach(Process::destroyForcibly);
    }
    Decision slower = rtf(RunComparison.between(quiet, loaded, TWO_RUNS), "A");
    Decision faster = rtf(RunComparison.between(loaded, quiet, TWO_RUNS), "A");
    assertEquals(Reason.NOISY_MACHINE, slower.reason(), slower.explanation());
    assertEquals(Reason.NOISY_MACHINE, faster.reason(), faster.explanation());
  }

  private RunResult run(double share, SutSpec... suts) throws Exception {
    return run(ShortLives.with(ScriptedMachine.arguments(share)), suts);
  }

  private RunResult run(WorkerSettings worker, SutSpec... suts) throws Exception {
    Path out = folder.resolve("run" + runs++);
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("noisy machine")
            .workload(TestClips.workload(folder, 1))
            .suts(List.of(suts))
            .trials(
                TrialPolicy.DEFAULT.withForks(FORKS).withCounts(0, TRIALS).withSeed(1000 + runs))
            .isolation(Isolation.PROCESS)
            .worker(worker)
            .build();
    RunResult result = Harness.builder().output(out).run(definition);
    assertTrue(result.allOk(), result.runConfigs().toString());
    RunResult stored = RunReader.read(out);
    assertEquals(result, stored);
    return stored;
  }

  private SutSpec waits(String name, double factor) {
    return noisy(name).withOption("base_ms", CALL_MILLIS).withOption("factor", factor);
  }

  private SutSpec works() {
    return noisy("A").withOption("steps", 200_000_000L);
  }

  private SutSpec noisy(String name) {
    return SutSpec.of(name, "noisy", "model")
        .withOption("ledger", folder.resolve("ledger" + runs + "-" + name).toString())
        .withOption("seed", 31L * runs + name.hashCode())
        .withOption("fork_sd", 0.005)
        .withOption("trial_sd", 0.01);
  }

  private static Decision rtf(Comparison comparison, String candidate) {
    return comparison.pairs().stream()
        .filter(pair -> pair.candidate().runConfig().sut().name().equals(candidate))
        .flatMap(pair -> pair.metrics().stream())
        .filter(metric -> metric.metric().equals(Metrics.RTF))
        .findFirst()
        .orElseThrow()
        .decision();
  }
}
