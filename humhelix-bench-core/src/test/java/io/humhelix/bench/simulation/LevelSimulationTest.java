package io.humhelix.bench.simulation;

import io.humhelix.bench.stats.Band;
import io.humhelix.bench.stats.GeometricMean;
import io.humhelix.bench.stats.Tails;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How often the interval of a single level holds the truth, with and without noise of trials. */
class LevelSimulationTest {

  private static final int RUNS = Band.runs(400);

  private static int held(int forks, double spread, double trials, double slow, Tails tails) {
    SimulatedForks system =
        new SimulatedForks(
            spread, trials, slow, new Random(forks + Math.round(1e6 * (spread + 3 * trials))));
    int held = 0;
    for (int run = 0; run < RUNS; run++) {
      held +=
          GeometricMean.of(system.sample(forks), tails)
                  .interval()
                  .orElseThrow()
                  .contains(Math.exp(system.truth()))
              ? 1
              : 0;
    }
    return held;
  }

  @Test
  void theIntervalOfALevelHoldsTheTruth() {
    SimulationTable table =
        new SimulationTable(
            "levels",
            "forks",
            "normal forks",
            "a fifth 5 % slower",
            "the same, without noise of trials",
            "and the other forks differ by 0.3 %");
    Tails tails = Tails.ofTimes(0.95);
    Band band = Band.atLeast(0.93, 0.95);
    for (int forks : new int[] {3, 5, 10, 20}) {
      int normal = held(forks, 0.01, 0.02, 0, tails);
      int slow = held(forks, 0.01, 0.02, 0.05, tails);
      int exact = held(forks, 0.01, 0, 0.05, tails);
      int alike = held(forks, 0.003, 0, 0.05, tails);
      band.check("normal, " + forks, normal, RUNS);
      band.check("slow fifth, " + forks, slow, RUNS);
      if (forks <= 5) {
        // What the assumption is for: without it the interval promises too much.
        band.checkRefused("forks that are alike, " + forks, alike, RUNS);
        int equal = held(forks, 0.01, 0, 0.05, Tails.equal(0.95));
        band.checkRefused("equal tails, " + forks, equal, RUNS);
      }
      table.add(
          Integer.toString(forks),
          new Share(normal, RUNS),
          new Share(slow, RUNS),
          new Share(exact, RUNS),
          new Share(alike, RUNS));
    }
    table.publish();
  }
}
