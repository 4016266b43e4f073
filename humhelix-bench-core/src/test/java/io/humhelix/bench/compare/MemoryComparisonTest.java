package io.humhelix.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.Comparison.Outcome;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Expectations;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The resident memory of forks, judged like their times. */
class MemoryComparisonTest {

  private static final String PEAK = "process_rss_peak_bytes";
  private static final String MAX = "process_rss_max_bytes";
  private static final double MIB = 1 << 20;

  private static MadeUpRun run(long seed, int forks) {
    return new MadeUpRun(seed).forks(forks).trials(2);
  }

  /** Peaks of five forks that differ by 1 % from one to the next. */
  private static IntToDoubleFunction about(double mib) {
    return fork -> mib * MIB * (1 + 0.01 * (fork % 3));
  }

  private static RunResult with(long seed, double mib) {
    return run(seed, 5).sampled(PEAK, about(mib)).system("a", 1).result();
  }

  private static Comparison compared(RunResult old, RunResult now) {
    return RunComparison.between(old, now, ComparisonPolicy.DEFAULT);
  }

  private static Optional<MetricComparison> memory(Comparison comparison) {
    return comparison.pairs().get(0).metrics().stream()
        .filter(metric -> metric.metric().name().endsWith("_bytes"))
        .findFirst();
  }

  private static Verdict verdict(Comparison comparison) {
    return memory(comparison).orElseThrow().decision().verdict();
  }

  private static List<String> notCompared(Comparison comparison) {
    assertEquals(Optional.empty(), memory(comparison));
    return comparison.pairs().get(0).notCompared();
  }

  @Test
  void moreThanTheToleranceIsARegression() {
    Comparison more = compared(with(1, 1000), with(2, 1200));
    assertEquals(Verdict.REGRESSION, verdict(more));
    assertEquals(Outcome.REGRESSION, more.outcome());
    assertTrue(more.summary().contains(PEAK + " +20.0 %"), more.summary());
    assertEquals(Verdict.EQUIVALENT, verdict(compared(with(1, 1000), with(2, 1010))));
    Comparison less = compared(with(1, 1000), with(2, 800));
    assertEquals(Verdict.IMPROVEMENT, verdict(less));
    assertEquals(Outcome.NO_REGRESSION, less.outcome());
  }

  @Test
  void sixteenMibAreNothingHoweverSmallTheSystem() {
    assertEquals(Verdict.EQUIVALENT, verdict(compared(with(1, 70), with(2, 80))));
    assertEquals(Verdict.REGRESSION, verdict(compared(with(1, 70), with(2, 95))));
  }

  @Test
  void whatIsNotShownPasses() {
    IntToDoubleFunction wide = fork -> 1000 * MIB * (1 + 0.1 * (fork % 3));
    Comparison open =
        compared(
            run(1, 5).sampled(PEAK, wide).system("a", 1).result(),
            run(2, 5)
                .sampled(PEAK, fork -> 1.03 * wide.applyAsDouble(fork + 1))
                .system("a", 1)
                .result());
    assertEquals(Verdict.NOT_SHOWN, verdict(open));
    assertEquals(Outcome.NO_REGRESSION, open.outcome());
    Comparison few =
        compared(
            run(1, 2).sampled(PEAK, about(100)).system("a", 1).result(),
            run(2, 2).sampled(PEAK, about(900)).system("a", 1).result());
    assertEquals(Verdict.NOT_SHOWN, verdict(few));
  }

  @Test
  void peaksThatAreExactlyAlikeAreEquivalent() {
    RunResult old = run(1, 3).sampled(PEAK, 500 * MIB).system("a", 1).result();
    RunResult now = run(2, 3).sampled(PEAK, 500 * MIB).system("a", 1).result();
    assertEquals(Verdict.EQUIVALENT, verdict(compared(old, now)));
    RunResult more = run(3, 3).sampled(PEAK, 600 * MIB).system("a", 1).result();
    assertEquals(Verdict.REGRESSION, verdict(compared(old, more)));
  }

  @Test
  void theDefinitionMaySayHowMuchCounts() {
    RunResult old = with(1, 1000);
    RunResult now = with(2, 1200);
    ComparisonPolicy wide =
        ComparisonPolicy.DEFAULT.with(Expectations.NONE.withTolerance(PEAK, 30));
    assertEquals(Verdict.EQUIVALENT, verdict(RunComparison.between(old, now, wide)));
    // Neither the floor nor the tolerance of speed is one of memory.
    for (ComparisonPolicy policy :
        List.of(ComparisonPolicy.DEFAULT.withFloor(0.5), ComparisonPolicy.DEFAULT.withSpeed(0.5))) {
      assertEquals(Verdict.REGRESSION, verdict(RunComparison.between(old, now, policy)));
    }
    ComparisonPolicy narrow =
        ComparisonPolicy.DEFAULT.with(Expectations.NONE.withTolerance(PEAK, 3)).withFloor(0.5);
    assertEquals(
        0.03,
        memory(RunComparison.between(old, now, narrow)).get().decision().tolerance().amount());
    assertEquals(
        Verdict.EQUIVALENT, verdict(RunComparison.between(old, now, wide.withSpeed(0.01))));
  }

  @Test
  void whatTheWorkerStartedCountsWhereItTakesMore() {
    RunResult old =
        run(1, 5).sampled(PEAK, about(70)).sampled(MAX, about(900)).system("a", 1).result();
    RunResult now =
        run(2, 5).sampled(PEAK, about(70)).sampled(MAX, about(1100)).system("a", 1).result();
    Comparison comparison = compared(old, now);
    assertEquals(MAX, memory(comparison).orElseThrow().metric().name());
    assertEquals(Verdict.REGRESSION, verdict(comparison));
    RunResult alone =
        run(3, 5).sampled(PEAK, about(70)).sampled(MAX, about(69)).system("a", 1).result();
    assertEquals(PEAK, memory(compared(alone, alone(4))).orElseThrow().metric().name());
  }

  private static RunResult alone(long seed) {
    return run(seed, 5).sampled(PEAK, about(70)).sampled(MAX, about(69)).system("a", 1).result();
  }

  @Test
  void systemsOfOneRunAreComparedBlockByBlock() {
    RunResult run =
        run(1, 5)
            .sampled(PEAK, about(1000))
            .system("a", 1)
            .sampled(PEAK, about(1200))
            .system("b", 1)
            .result();
    Comparison comparison = RunComparison.within(run, "a", ComparisonPolicy.DEFAULT);
    assertEquals(Verdict.REGRESSION, verdict(comparison));
    assertEquals("paired-log-t", memory(comparison).get().decision().change().get().method().id());
  }

  /** A peak grows with the trials, so that a longer run has a larger one. */
  @Test
  void aLongerRunIsComparedByAsManyTrials() {
    MetricComparison memory = memory(compared(growing(1, 2), growing(2, 9))).orElseThrow();
    assertEquals(Verdict.EQUIVALENT, memory.decision().verdict());
    assertEquals(1200 * MIB, memory.candidate().orElseThrow().point(), MIB);
  }

  /** Every trial takes 100 MiB more than the one before it. */
  private static RunResult growing(long seed, int trials) {
    RunResult run =
        new MadeUpRun(seed).forks(5).trials(trials).sampled(PEAK, 1).system("a", 1).result();
    RunConfigResult config = run.runConfigs().get(0);
    RunConfigResult grown =
        new RunConfigResult(
            config.runConfig(),
            config.status(),
            config.effective(),
            config.normalizer(),
            config.trials().stream()
                .map(
                    trial ->
                        trial.withMetrics(
                            trial.metrics().stream()
                                .map(
                                    one ->
                                        one.metric().name().equals(PEAK)
                                            ? new Measurement(
                                                one.metric(), (1000 + 100 * trial.trial()) * MIB)
                                            : one)
                                .toList()))
                .toList(),
            config.issues(),
            config.failure());
    return with(run, run.definition(), List.of(grown));
  }

  @Test
  void whatIsThereOnOneSideAloneIsNotCompared() {
    RunResult without = run(2, 5).sampled("other", 1).system("a", 1).result();
    assertEquals(
        List.of("memory is not compared: the candidate has none."),
        notCompared(compared(with(1, 1000), without)));
    assertEquals(
        List.of("memory is not compared: the baseline has none."),
        notCompared(compared(without, with(1, 1000))));
    RunResult neither = run(3, 5).system("a", 1).result();
    assertEquals(List.of(), notCompared(compared(without, neither)));
  }

  @Test
  void ofOneProcessForAllOrAServerNothingIsSaid() {
    RunResult inProcess = inProcess(with(2, 2000));
    assertEquals(
        List.of("memory is not compared: the systems ran in the harness' own process."),
        notCompared(
            RunComparison.between(inProcess(with(1, 1000)), inProcess, ComparisonPolicy.DEFAULT)));
    RunResult server =
        run(4, 5).sampled(PEAK, about(3000)).sampled("server_processes", 1).system("a", 1).result();
    assertEquals(
        List.of("memory is not compared: a server does the work, which outlives the forks."),
        notCompared(compared(with(1, 1000), server)));
    RunResult other = run(5, 5).engine("2").sampled(PEAK, about(3000)).system("a", 1).result();
    assertEquals(
        List.of("memory is not compared: the sides are not comparable."),
        notCompared(compared(with(1, 1000), other)));
  }

  private static RunResult inProcess(RunResult run) {
    BenchmarkDefinition definition =
        run.definition().toBuilder().isolation(Isolation.IN_PROCESS).build();
    return with(run, definition, run.runConfigs());
  }

  private static RunResult with(
      RunResult run, BenchmarkDefinition definition, List<RunConfigResult> configs) {
    return new RunResult(
        run.runId(),
        definition,
        run.provenance(),
        run.startedAt(),
        run.duration(),
        run.cancelled(),
        configs,
        run.issues(),
        run.resultsFile(),
        run.artifacts());
  }
}
