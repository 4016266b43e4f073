package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.Baseline;
import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.Comparison.Outcome;
import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.compare.RunComparison;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Method;
import io.humhelix.bench.store.RunReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Worker processes on a machine that is slower today: only what was measured today tells why. */
@Tag("slow")
class LiveRemeasureTest {

  private static final int FORKS = 5;

  /** What differs between the systems in any case, to no effect. */
  private static final ComparisonPolicy POLICY =
      ComparisonPolicy.DEFAULT.withFactors(Set.of("sut", "effective"));

  @TempDir Path folder;

  @Test
  void aSlowerMachineIsNoRegressionAndASlowerSystemIs() throws Exception {
    machine(1);
    RunResult before = Harness.builder().output(folder.resolve("out")).run(definition(1, 1));
    machine(1.4);
    RunResult apart =
        Harness.builder().baseline(Baseline.of(before)).remeasure(false).run(definition(2, 1));
    assertEquals(Outcome.REGRESSION, compared(apart, before).outcome(), "the negative control");

    RunResult equal = beside(before, definition(2, 1));
    Comparison same = compared(equal, before);
    assertNotEquals(Outcome.REGRESSION, same.outcome(), same.summary());
    assertNotEquals(Verdict.IMPROVEMENT, rtf(same), same.summary());

    Comparison slower = compared(beside(before, definition(2, 1.4)), before);
    assertEquals(Outcome.REGRESSION, slower.outcome(), slower.summary());
    assertEquals(
        Method.PAIRED_LOG_T,
        slower.pairs().get(0).metrics().get(0).decision().change().orElseThrow().method());
  }

  private static Verdict rtf(Comparison comparison) {
    return comparison.pairs().get(0).metrics().get(0).decision().verdict();
  }

  private RunResult beside(RunResult before, BenchmarkDefinition definition) throws Exception {
    RunResult run =
        Harness.builder()
            .baseline(Baseline.of(before))
            .output(folder.resolve("out"))
            .run(definition);
    assertTrue(run.allOk(), run.runConfigs().toString());
    RunConfigResult again = run.remeasured().get(0);
    assertEquals(FORKS, again.forks().size());
    assertTrue(again.forks().stream().allMatch(fork -> fork.isolated()));
    RunResult stored = RunReader.read(run.resultsFile().orElseThrow());
    assertEquals(run, stored);
    assertEquals(compared(run, before).gate(), RunComparison.remeasured(stored, POLICY).gate());
    return run;
  }

  private static Comparison compared(RunResult run, RunResult before) {
    return run.compareWith(Baseline.of(before).withPolicy(POLICY));
  }

  private void machine(double slowness) throws Exception {
    Files.writeString(folder.resolve("machine"), Double.toString(slowness));
  }

  private BenchmarkDefinition definition(long seed, double factor) throws Exception {
    return BenchmarkDefinition.builder("live")
        .workload(TestClips.workload(folder, 1))
        .suts(
            java.util.List.of(
                SutSpec.of("engine", "noisy", "model")
                    .withOption("ledger", folder.resolve("ledger" + seed).toString())
                    .withOption("machine", folder.resolve("machine").toString())
                    .withOption("seed", seed)
                    .withOption("factor", factor)))
        .trials(TrialPolicy.DEFAULT.withForks(FORKS).withCounts(1, 9).withSeed(3))
        .isolation(Isolation.PROCESS)
        .worker(ShortLives.with())
        .build();
  }
}
