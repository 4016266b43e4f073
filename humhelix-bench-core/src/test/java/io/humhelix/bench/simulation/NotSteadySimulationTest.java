package io.humhelix.bench.simulation;

import io.humhelix.bench.stats.Band;
import io.humhelix.bench.stats.CommonStep;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.PermutedSteadiness;
import io.humhelix.bench.stats.Steadiness;
import io.humhelix.bench.stats.WarmUp;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often a run config is flagged not-steady: by one of its forks, or by all together. */
@Tag("slow")
class NotSteadySimulationTest {

  private static final int RUNS = Band.FULL ? 200 : 40;

  private final SimulationTable table =
      new SimulationTable(
          "not-steady",
          "forks × trials",
          "flagged by a fork",
          "by all forks together",
          "by a fork, permutations alone");

  @Test
  void wandersAreNoStepsAndStepsAreFound() {
    IntToDoubleFunction steady = trial -> 1;
    Band rare = Band.atMost(0.01, 0.005);
    rare.check("5 × 30", flagged("5 × 30, steady", 5, 30, 0, steady)[0], RUNS);
    Band wander = Band.atMost(0.05, 0.035);
    wander.check("0.3", flagged("5 × 30, resemblance 0.3", 5, 30, 0.3, steady)[0], RUNS);
    wander.check("0.5", flagged("5 × 30, resemblance 0.5", 5, 30, 0.5, steady)[0], RUNS);
    int[] strong = flagged("5 × 30, resemblance 0.7", 5, 30, 0.7, steady);
    wander.check("0.7", strong[0], RUNS);
    wander.checkRefused("permutations alone", strong[2], RUNS);
    wander.check("10 × 60", flagged("10 × 60, resemblance 0.7", 10, 60, 0.7, steady)[0], RUNS);
    Band found = Band.atLeast(0.97, 0.985);
    int[] late = flagged("5 × 30, 5 % slower from trial 21 on", 5, 30, 0, i -> i < 20 ? 1 : 1.05);
    found.check("late step by a fork", late[0], RUNS);
    found.check("late step by all", late[1], RUNS);
    int[] wandering =
        flagged(
            "5 × 30, resemblance 0.7, 30 % slower from 16 on", 5, 30, 0.7, i -> i < 15 ? 1 : 1.3);
    found.check("step of a wander", wandering[0], RUNS);
    found.check("drift", flagged("5 × 30, 0.5 % slower a trial", 5, 30, 0, rising(0.005))[1], RUNS);
    found.check("drift", flagged("3 × 10, 2 % slower a trial", 3, 10, 0, rising(0.02))[1], RUNS);
    table.publish();
  }

  private int[] flagged(
      String label, int forks, int trials, double resemblance, IntToDoubleFunction factor) {
    ForkNoise noise = ForkNoise.seeded(label.hashCode()).persistent(resemblance);
    int[] flagged = new int[3];
    for (int run = 0; run < RUNS; run++) {
      ForkedSample sample = noise.forks(forks, trials, factor);
      ForkedSample kept = sample.withoutFirst(WarmUp.ofTimes(sample).dropped());
      boolean byFork = false;
      boolean permuted = false;
      for (int i = 0; i < forks; i++) {
        byFork |= !Steadiness.of(kept, i, run + i).steady();
        permuted |= !PermutedSteadiness.steady(kept.fork(i), run + i);
      }
      flagged[0] += byFork ? 1 : 0;
      flagged[1] += CommonStep.behind(trials - kept.shortest(), sample, run).present() ? 1 : 0;
      flagged[2] += permuted ? 1 : 0;
    }
    table.add(
        label,
        new Share(flagged[0], RUNS),
        new Share(flagged[1], RUNS),
        new Share(flagged[2], RUNS));
    return flagged;
  }

  private static IntToDoubleFunction rising(double each) {
    return trial -> Math.exp(each * trial);
  }
}
