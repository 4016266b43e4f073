package io.humhelix.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.Comparison.Outcome;
import io.humhelix.bench.estimate.ForkValues;
import io.humhelix.bench.internal.noise.Disturbance;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.store.RunReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the machine did is not taken for what the system did. */
class NoisyMachineTest {

  private static final ComparisonPolicy FLOOR = ComparisonPolicy.DEFAULT.withFloor(0.01);

  @TempDir Path folder;

  private static MadeUpRun run(long seed) {
    return new MadeUpRun(seed).clips(1).clipsOfASpeaker(1);
  }

  private static MadeUpRun load(long seed, IntToDoubleFunction share) {
    return run(seed).load(share, 1);
  }

  private static Comparison compare(MadeUpRun old, MadeUpRun now) {
    return RunComparison.between(old.system("a", 1).result(), now.system("a", 1).result(), FLOOR);
  }

  private static Decision rtf(Comparison comparison) {
    return comparison.pairs().get(0).metrics().get(0).decision();
  }

  private static List<String> leftOut(Comparison comparison) {
    return comparison.pairs().get(0).notes().stream()
        .filter(note -> note.contains("left out"))
        .toList();
  }

  @Test
  void aRunUnderLoadIsNoRegression() {
    Comparison comparison = compare(run(1), load(2, fork -> 0.3));
    Decision decision = rtf(comparison);
    assertEquals(Verdict.INCONCLUSIVE, decision.verdict());
    assertEquals(Reason.NOISY_MACHINE, decision.reason());
    assertTrue(
        decision
            .explanation()
            .startsWith(
                "the machine was noisy (candidate: other-load in 10 of 10 forks, at most 30 %"
                    + " taken), so the times show too little; measure again on a quiet machine."
                    + " change +4"),
        decision.explanation());
    assertTrue(decision.pWorse().orElseThrow() > 0.99, decision.toString());
    assertEquals(List.of(), leftOut(comparison));
    assertEquals(Outcome.UNDECIDED, comparison.outcome());
  }

  @Test
  void aBaselineUnderLoadIsNoImprovement() {
    Decision decision = rtf(compare(load(1, fork -> 0.3), run(2)));
    assertEquals(Reason.NOISY_MACHINE, decision.reason());
    assertEquals(OptionalInt.empty(), decision.forksToSettle());
  }

  @Test
  void equalUnderLoadIsNotShownToBeEqual() {
    assertEquals(
        Reason.NOISY_MACHINE, rtf(compare(load(1, fork -> 0.1), load(2, fork -> 0.1))).reason());
    assertEquals(
        Reason.WITHIN_TOLERANCE, rtf(compare(load(1, fork -> 0.02), load(2, fork -> 0))).reason());
  }

  /** Load on one side cannot explain that the other one is slower. */
  @Test
  void whatLoadCannotExplainStands() {
    Comparison worse =
        RunComparison.between(
            load(1, fork -> 0.3).system("a", 1).result(), run(2).system("a", 2).result(), FLOOR);
    assertEquals(Verdict.REGRESSION, rtf(worse).verdict());
    assertEquals(Outcome.REGRESSION, worse.outcome());
  }

  @Test
  void disturbedForksAreLeftOutWhereThreeQuietOnesRemain() throws Exception {
    MadeUpRun old = run(1).system("a", 1);
    MadeUpRun now = load(2, fork -> fork <= 7 ? 0.5 : 0).system("a", 1);
    Comparison comparison = RunComparison.between(old.result(), now.result(), FLOOR);
    assertEquals(
        List.of(
            "disturbed forks are left out: candidate: other-load in 7 of 10 forks, at most 50 %"
                + " taken."),
        leftOut(comparison));
    Decision decision = rtf(comparison);
    assertEquals(3, decision.change().orElseThrow().size().replicates());
    assertEquals(1, decision.change().orElseThrow().point(), 0.05);

    Comparison stored =
        RunComparison.between(
            RunReader.read(old.store(folder.resolve("old"))),
            RunReader.read(now.store(folder.resolve("now"))),
            FLOOR);
    assertEquals(decision, rtf(stored));
    assertEquals(leftOut(comparison), leftOut(stored));

    assertEquals(
        Reason.NOISY_MACHINE, rtf(compare(run(1), load(2, fork -> fork <= 8 ? 0.5 : 0))).reason());
  }

  @Test
  void withinOneRunAForkTakesItsBlockAlong() {
    Comparison comparison =
        RunComparison.within(
            run(1)
                .load(fork -> fork <= 2 ? 0.5 : 0, 1)
                .system("a", 1)
                .load(fork -> fork == 2 || fork == 5 ? 0.5 : 0, 1)
                .system("b", 1.1)
                .result(),
            "a",
            ComparisonPolicy.DEFAULT);
    assertEquals(
        List.of("disturbed blocks are left out: 3 of 10 (other-load in 1, 2, 5)."),
        leftOut(comparison));
    assertEquals(7, rtf(comparison).change().orElseThrow().size().replicates());
    assertEquals(Verdict.REGRESSION, rtf(comparison).verdict());
  }

  /** What these cost is not known: no change is large enough. */
  @ParameterizedTest
  @CsvSource({
    "swap, host_swap_pages, 300, NOISY_MACHINE",
    "cpu-throttled, cgroup_throttled_s, 1, NOISY_MACHINE",
    "memory-pressure, host_memory_pressure_s, 1, NOISY_MACHINE",
    "none, jvm_gc_pause_s, 1, WORSE_THAN_TOLERANCE"
  })
  void aFlagWithoutAShareSettlesNothing(String flag, String metric, double value, Reason reason) {
    Comparison comparison =
        RunComparison.between(
            run(1).system("a", 1).result(),
            run(2).sampled("host_cpu_steal_s", 0).sampled(metric, value).system("a", 3).result(),
            FLOOR);
    assertEquals(reason, rtf(comparison).reason());
    assertEquals(
        reason == Reason.NOISY_MACHINE,
        rtf(comparison).explanation().contains("candidate: " + flag + " in 10 of 10 forks)"));
  }

  /** Seven forks swap and take three times as long: the system's own memory may do that. */
  @Test
  void whatASystemCanDoByItselfDoesNotPassByBeingLeftOut() {
    MadeUpRun now =
        run(2)
            .load(fork -> fork <= 7 ? 0.02 : 0, Math.log(3) / -Math.log(0.98))
            .sampled("host_swap_pages", fork -> fork <= 7 ? 300 : 0);
    Comparison comparison = compare(run(1), now);

    Decision decision = rtf(comparison);
    assertEquals(Verdict.INCONCLUSIVE, decision.verdict());
    assertEquals(Reason.NOISY_MACHINE, decision.reason());
    assertTrue(
        decision
            .explanation()
            .startsWith("with the forks that are left out (swap) it is a REGRESSION: change +"),
        decision.explanation());
    assertEquals(1, leftOut(comparison).size());
    assertEquals(Outcome.UNDECIDED, comparison.outcome());

    Comparison quick =
        compare(run(1), run(2).sampled("host_swap_pages", fork -> fork <= 7 ? 300 : 0));
    assertEquals(Verdict.EQUIVALENT, rtf(quick).verdict(), "swapping that costs no time passes");
  }

  @Test
  void inOneRunTooWhatASystemCanDoByItselfDoesNotPass() {
    Comparison comparison =
        RunComparison.within(
            run(1)
                .forks(17)
                .system("a", 1)
                .load(fork -> fork <= 7 ? 0.02 : 0, Math.log(3) / -Math.log(0.98))
                .sampled("cgroup_throttled_s", fork -> fork <= 7 ? 1 : 0)
                .system("b", 1)
                .result(),
            "a",
            ComparisonPolicy.DEFAULT);
    assertEquals(Reason.NOISY_MACHINE, rtf(comparison).reason(), rtf(comparison).explanation());
  }

  /** The p value is that of the widest bound that the verdict had to pass. */
  @Test
  void noiseAcrossRunsWithoutAFloorIsTestedAgainstTheWiderBound() {
    MadeUpRun old = run(1).system("a", 1);
    MadeUpRun now = load(2, fork -> 0.1).system("a", 1.15);
    double noise =
        rtf(RunComparison.between(old.result(), now.result(), FLOOR)).pWorse().orElseThrow();
    double both =
        rtf(RunComparison.between(old.result(), now.result(), ComparisonPolicy.DEFAULT))
            .pWorse()
            .orElseThrow();
    assertEquals(noise, both);
  }

  /** What a load does to a queue is not its share: under a clock no slowdown is large enough. */
  @Test
  void whereClipsQueueNoChangeIsBeyondTheLoad() {
    ForkValues forks =
        ForkValues.of(
            run(1).forks(3).system("a", 1).result().runConfigs().get(0).trials(), Metrics.RTF);
    SortedMap<Integer, Disturbance> one =
        new TreeMap<>(
            Map.of(1, new Disturbance(List.of("other-load"), OptionalDouble.of(0.1), List.of())));
    for (boolean queueing : new boolean[] {true, false}) {
      Margins margins =
          QuietForks.of(forks, new TreeMap<>(), forks, one, false, queueing)
              .margins()
              .orElseThrow();
      assertEquals(queueing, Double.isInfinite(margins.worse()));
      assertEquals(0, margins.better());
    }
  }

  @Test
  void stealCountsAsTaken() {
    Comparison comparison =
        RunComparison.between(
            run(1).system("a", 1).result(),
            run(2).sampled("host_cpu_steal_s", 0.4).system("a", 1.25).result(),
            FLOOR);
    assertEquals(Reason.NOISY_MACHINE, rtf(comparison).reason());
    Comparison beyond =
        RunComparison.between(
            run(1).system("a", 1).result(),
            run(2).sampled("host_cpu_steal_s", 0.4).system("a", 1.8).result(),
            FLOOR);
    assertEquals(Verdict.REGRESSION, rtf(beyond).verdict());
  }

  /** Errors come from the texts, which no load changes. */
  @Test
  void errorRatesAreNotHeldBack() {
    Comparison comparison =
        RunComparison.between(
            new MadeUpRun(1).system("a", 1).result(),
            new MadeUpRun(2).load(fork -> 0.3, 1).errors(c -> 4 + c % 2).system("a", 1).result(),
            FLOOR);
    assertEquals(
        Verdict.REGRESSION, comparison.pairs().get(0).metrics().get(1).decision().verdict());
  }

  @ParameterizedTest
  @CsvSource({
    "1.08, 0, ACROSS_RUNS, UNDECIDED",
    "1.08, 0.02, WORSE_THAN_TOLERANCE, REGRESSION",
    "1.2, 0, WORSE_THAN_TOLERANCE, REGRESSION",
    "0.93, 0, BETTER_THAN_TOLERANCE, NO_REGRESSION",
    "1, 0, WITHIN_TOLERANCE, NO_REGRESSION"
  })
  void twoRunsWithoutAFloorNeedTwiceTheTolerance(
      double change, double floor, Reason reason, Outcome outcome) {
    Comparison comparison =
        RunComparison.between(
            run(3).forks(20).system("a", 1).result(),
            run(4).forks(20).system("a", change).result(),
            ComparisonPolicy.DEFAULT.withFloor(floor));
    assertEquals(reason, rtf(comparison).reason(), rtf(comparison).explanation());
    assertEquals(outcome, comparison.outcome());
  }

  @Test
  void oneRunNeedsTheToleranceAlone() {
    Comparison comparison =
        RunComparison.within(
            run(3).forks(20).system("a", 1).system("b", 1.08).result(),
            "a",
            ComparisonPolicy.DEFAULT);
    assertEquals(Verdict.REGRESSION, rtf(comparison).verdict());
  }
}
