package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Single forks of 30 trials that change their pace on the way, or do not. */
@Tag("slow")
class StepSimulationTest {

  private static final int RUNS = Band.runs(300);
  private static final int TRIALS = 30;
  private static final int FORKS = 10;

  private final SimulatedMachine machine = new SimulatedMachine(SimulatedMachine.Noise.GAUSS, 30);

  private static double[] slowed(double[] fork, IntToDoubleFunction factor) {
    double[] slowed = fork.clone();
    for (int i = 0; i < slowed.length; i++) {
      slowed[i] *= factor.applyAsDouble(i);
    }
    return slowed;
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
      found += steady(fork, run) ? 0 : 1;
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
      double[] fork = wandering.fork(TRIALS, 1);
      flagged += steady(fork, run) ? 0 : 1;
      flaggedByRanks += rankP(fork, run) < Steadiness.SIGNIFICANCE ? 1 : 0;
    }
    assertTrue(flagged < 0.08 * runs && flagged < flaggedByRanks, flagged + "/" + flaggedByRanks);
  }

  private static boolean steady(double[] fork, long seed) {
    return Steadiness.of(ForkedSample.of(fork), 0, seed).steady();
  }

  private int flagged(IntToDoubleFunction factor, int forks, long seed) {
    int flagged = 0;
    for (int fork = 0; fork < forks; fork++) {
      double[] series = slowed(machine.fork(TRIALS, 1), factor);
      flagged += steady(series, seed * 100 + fork) ? 0 : 1;
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
