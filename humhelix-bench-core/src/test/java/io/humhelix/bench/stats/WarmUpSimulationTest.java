package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Forks of 30 trials that start slowly, or change their pace on the way. */
@Tag("slow")
class WarmUpSimulationTest {

  private static final int RUNS = Band.runs(300);
  private static final int TRIALS = 30;
  private static final int FORKS = 10;

  /** Largest mean error of the level that is accepted. */
  private static final double BIAS = 0.006;

  /** How much slower each trial is. */
  enum Start {
    STEADY(i -> 1),
    DECAY(i -> 1 + 0.4 * Math.exp(-i / 3.0)),
    EIGHT_SLOW(i -> i < 8 ? 1.1 : 1);

    private final IntToDoubleFunction factor;

    Start(IntToDoubleFunction factor) {
      this.factor = factor;
    }
  }

  private final SimulatedMachine machine = new SimulatedMachine(SimulatedMachine.Noise.GAUSS, 30);

  private static double[] slowed(double[] fork, IntToDoubleFunction factor) {
    double[] slowed = fork.clone();
    for (int i = 0; i < slowed.length; i++) {
      slowed[i] *= factor.applyAsDouble(i);
    }
    return slowed;
  }

  private static double level(ForkedSample sample) {
    return Moments.of(sample.logMedians()).mean();
  }

  @ParameterizedTest
  @EnumSource
  void theLevelIsThatAfterWarmUp(Start start) {
    double single = 0;
    double common = 0;
    double untouched = 0;
    for (int run = 0; run < RUNS; run++) {
      double[][] steady = new double[5][];
      double[][] measured = new double[5][];
      for (int fork = 0; fork < steady.length; fork++) {
        steady[fork] = machine.fork(TRIALS, 1);
        measured[fork] = slowed(steady[fork], start.factor);
        ForkedSample one = ForkedSample.of(measured[fork]);
        single +=
            level(one.withoutFirst(WarmUp.ofSeries(measured[fork])))
                - level(ForkedSample.of(steady[fork]));
      }
      ForkedSample forks = ForkedSample.of(measured);
      double truth = level(ForkedSample.of(steady));
      common += level(forks.withoutFirst(WarmUp.ofForks(forks))) - truth;
      untouched += level(forks) - truth;
    }
    double ofSingle = single / RUNS / 5;
    double ofCommon = common / RUNS;
    assertTrue(Math.abs(ofSingle) <= BIAS, "single forks: " + ofSingle);
    // The forks' common course shows the start better than single forks do.
    assertTrue(Math.abs(ofCommon) <= BIAS / 2, "common course: " + ofCommon);
    if (start != Start.STEADY) {
      assertTrue(untouched / RUNS > BIAS, "without truncation: " + untouched / RUNS);
    }
  }

  @Test
  void steadyForksKeepNearlyAllTrials() {
    int common = 0;
    int largest = 0;
    for (int run = 0; run < RUNS; run++) {
      ForkedSample forks = machine.forks(FORKS, TRIALS, 1);
      common += WarmUp.ofForks(forks);
      int most = 0;
      for (int fork = 0; fork < FORKS; fork++) {
        most = Math.max(most, WarmUp.ofSeries(forks.fork(fork)));
      }
      largest += most;
    }
    assertTrue(common < 4 * RUNS, "common course drops " + (double) common / RUNS);
    // The alternative, the largest count of single forks, drops a third.
    assertTrue(largest > 9 * RUNS, "largest single count drops " + (double) largest / RUNS);
  }

  @Test
  void aLateStepIsFlagged() {
    int forksFlagged = 0;
    int runsFlagged = 0;
    int runs = RUNS / 10;
    for (int run = 0; run < runs; run++) {
      int flagged = flagged(i -> i >= 20 ? 1.05 : 1, FORKS, run);
      forksFlagged += flagged;
      runsFlagged += flagged >= 0.2 * FORKS ? 1 : 0;
    }
    Band.atLeast(0.70, 0.75).check("forks with a late step", forksFlagged, runs * FORKS);
    Band.atLeast(0.99, 0.9999).check("runs with a late step", runsFlagged, runs);
  }

  @Test
  void steadyForksAreNotFlagged() {
    int forks = 10 * RUNS;

    Band.atMost(0.003, 0.001).check("steady forks", flagged(i -> 1, forks, 1), forks);
  }

  /** Student's t at the split against ranks, in the two cases where ranks fail. */
  @Test
  void ranksMissStepsAtTheEnd() {
    int runs = 100;
    int found = 0;
    int foundByRanks = 0;
    for (int run = 0; run < runs; run++) {
      double[] fork = slowed(machine.fork(TRIALS, 1), i -> i >= 26 ? 1.1 : 1);
      found += Steadiness.of(fork, run).steady() ? 0 : 1;
      foundByRanks += rankP(fork, run) < Steadiness.SIGNIFICANCE ? 1 : 0;
    }
    assertTrue(found > 3 * foundByRanks && found > 0.35 * runs, found + " / " + foundByRanks);
  }

  @Test
  void ranksTakeAWanderForAStep() {
    SimulatedMachine wandering = new SimulatedMachine(SimulatedMachine.Noise.AUTOREGRESSIVE, 30);
    int runs = 400;
    int flagged = 0;
    int flaggedByRanks = 0;
    for (int run = 0; run < runs; run++) {
      double[] all = wandering.fork(TRIALS, 1);
      double[] fork = Arrays.copyOfRange(all, WarmUp.ofSeries(all), TRIALS);
      flagged += Steadiness.of(fork, run).steady() ? 0 : 1;
      flaggedByRanks += rankP(fork, run) < Steadiness.SIGNIFICANCE ? 1 : 0;
    }
    assertTrue(flagged < 0.08 * runs && flagged < flaggedByRanks, flagged + "/" + flaggedByRanks);
  }

  private int flagged(IntToDoubleFunction factor, int forks, long seed) {
    int flagged = 0;
    for (int fork = 0; fork < forks; fork++) {
      double[] series = slowed(machine.fork(TRIALS, 1), factor);
      double[] kept = Arrays.copyOfRange(series, WarmUp.ofSeries(series), TRIALS);
      flagged += Steadiness.of(kept, seed * 100 + fork).steady() ? 0 : 1;
    }
    return flagged;
  }

  /** The cumulative sum of ranks, weighted. */
  private static double rankP(double[] values, long seed) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] ranks =
        Arrays.stream(values)
            .map(x -> Arrays.binarySearch(sorted, x) - (values.length - 1) / 2.0)
            .toArray();
    double observed = largestSum(ranks);
    SplittableRandom random = new SplittableRandom(seed);
    return PermutationTest.p(
        observed,
        () -> {
          Shuffle.range(ranks, 0, ranks.length, random);
          return largestSum(ranks);
        });
  }

  private static double largestSum(double[] ranks) {
    int n = ranks.length;
    double sum = 0;
    double largest = 0;
    for (int c = 1; c < n; c++) {
      sum += ranks[c - 1];
      if (c >= 2 && c <= n - 2) {
        largest = Math.max(largest, Math.abs(sum) / Math.sqrt((double) c * (n - c)));
      }
    }
    return largest;
  }
}
