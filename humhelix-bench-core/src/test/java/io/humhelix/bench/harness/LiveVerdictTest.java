package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.compare.MetricComparison;
import io.humhelix.bench.compare.RunComparison;
import io.humhelix.bench.compare.RunConfigComparison;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.TrialProfile;
import io.humhelix.bench.report.ComparisonReport;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Method;
import io.humhelix.bench.store.RunReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way, from worker processes to the verdict read from the results file: a system against
 * itself, and against itself with a tenth of each call's own time added. Forks differ by 1 % and
 * calls by 2 %.
 */
@Tag("slow")
class LiveVerdictTest {

  private static final int RUNS = Boolean.getBoolean("humhelix.test.full") ? 20 : 1;

  /** Of 20 runs one may be spared; of fewer none. */
  private static final int MOST_MISSED = RUNS / 20;

  /**
   * The median of a fork has to stand a busy machine, which takes the processor away now and then.
   */
  private static final int TRIALS = 15;

  @TempDir Path folder;

  private final StringBuilder reports = new StringBuilder();

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void aTenthIsFoundAndNothingIsNot() throws Exception {
    List<Verdict> slower = new ArrayList<>();
    List<Verdict> equal = new ArrayList<>();
    for (int seed = 1; seed <= RUNS; seed++) {
      RunResult result = run(seed);
      assertTrue(result.allOk(), result.runConfigs().toString());
      RunResult stored = RunReader.read(result.resultsFile().orElseThrow());
      assertEquals(result, stored);
      Comparison comparison = RunComparison.within(stored, "A", ComparisonPolicy.DEFAULT);
      assertEquals(
          RunComparison.within(result, "A", ComparisonPolicy.DEFAULT).gate(), comparison.gate());
      reports.append(new ComparisonReport(comparison, Symbols.ASCII));
      slower.add(verdict(comparison, "slower"));
      equal.add(verdict(comparison, "A again"));
    }
    assertTrue(
        slower.stream().filter(v -> v != Verdict.REGRESSION).count() <= MOST_MISSED,
        () -> slower + "\n" + reports);
    assertTrue(
        slower.stream().noneMatch(v -> v == Verdict.IMPROVEMENT || v == Verdict.EQUIVALENT),
        slower.toString());
    assertTrue(
        equal.stream().noneMatch(v -> v == Verdict.REGRESSION), () -> equal + "\n" + reports);
  }

  private RunResult run(int seed) throws Exception {
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("live")
            .workload(TestClips.workload(folder, 1))
            .suts(List.of(sut("A", seed, 1), sut("slower", seed, 1.1), sut("A again", seed, 1)))
            .trials(
                TrialPolicy.DEFAULT
                    .withForks(TrialProfile.STANDARD.forks())
                    .withCounts(1, TRIALS)
                    .withSeed(seed))
            .isolation(Isolation.PROCESS)
            .worker(ShortLives.with())
            .build();
    return Harness.builder().output(folder.resolve("out" + seed)).run(definition);
  }

  private SutSpec sut(String name, long seed, double factor) {
    return SutSpec.of(name, "noisy", "model")
        .withOption("ledger", folder.resolve(seed + name.replace(' ', '-')).toString())
        .withOption("seed", 31 * seed + name.hashCode())
        .withOption("factor", factor);
  }

  private static Verdict verdict(Comparison comparison, String candidate) {
    RunConfigComparison pair =
        comparison.pairs().stream()
            .filter(p -> p.candidate().runConfig().sut().name().equals(candidate))
            .findFirst()
            .orElseThrow();
    MetricComparison rtf = pair.metrics().get(0);
    assertEquals(Metrics.RTF, rtf.metric());
    assertEquals(Method.PAIRED_LOG_T, rtf.decision().change().orElseThrow().method());
    assertEquals(10, rtf.decision().change().orElseThrow().size().replicates());
    return rtf.decision().verdict();
  }
}
