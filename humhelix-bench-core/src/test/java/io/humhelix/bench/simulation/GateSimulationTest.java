package io.humhelix.bench.simulation;

import io.humhelix.bench.compare.Decision;
import io.humhelix.bench.compare.Gate;
import io.humhelix.bench.compare.Tolerance;
import io.humhelix.bench.compare.VerdictRule;
import io.humhelix.bench.result.Direction;
import io.humhelix.bench.stats.Band;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.Ratio;
import io.humhelix.bench.stats.SimulatedMachine;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many forks it takes until four run configs of equal systems pass the gate, all at once. */
class GateSimulationTest {

  private static final int RUNS = Band.runs(500);
  private static final int RUN_CONFIGS = 4;
  private static final int TRIALS = 5;

  private final SimulationTable table =
      new SimulationTable("gate", "forks", "passes, within one run", "passes, two runs");

  @Test
  void fourRunConfigsOfEqualSystemsPassWithEnoughForks() {
    Band.atMost(0.08, 0.04).check("3 forks", row(3), RUNS);
    Band five = Band.atLeast(0.72, 0.75);
    five.check("5 forks", row(5), RUNS);
    five.checkRefused("3 forks are not 5", passes(3, true), RUNS);
    Band.atLeast(0.99, 0.998).check("10 forks", row(10), RUNS);
    table.publish();
  }

  private int row(int forks) {
    int inOne = passes(forks, true);
    table.add(forks + " forks", new Share(inOne, RUNS), new Share(passes(forks, false), RUNS));
    return inOne;
  }

  private static int passes(int forks, boolean paired) {
    SimulatedMachine machine = new SimulatedMachine(SimulatedMachine.Noise.GAUSS, 400 + forks);
    int passes = 0;
    for (int run = 0; run < RUNS; run++) {
      Map<String, Decision> decisions = new LinkedHashMap<>();
      for (int config = 0; config < RUN_CONFIGS; config++) {
        ForkedSample old = machine.forks(forks, TRIALS, 1);
        ForkedSample now = machine.forks(forks, TRIALS, 1);
        Estimate change =
            paired ? Ratio.paired(old, now, Estimate.LEVEL) : Ratio.welch(old, now, Estimate.LEVEL);
        decisions.put(
            "config " + config,
            VerdictRule.decide(change, Direction.LOWER_IS_BETTER, Tolerance.SPEED));
      }
      passes += Gate.of(decisions).passes() ? 1 : 0;
    }
    return passes;
  }
}
