package io.humhelix.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Band;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.SimulatedMachine;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verdicts about a simulated machine whose truth is known. */
class VerdictSimulationTest {

  private static final int RUNS = Band.runs(500);
  private static final Tolerance THREE_PERCENT = Tolerance.relative(0.03);

  private static Map<Verdict, Integer> verdicts(
      double truth, int forks, Tolerance tolerance, boolean paired, int runs) {
    SimulatedMachine machine = new SimulatedMachine(SimulatedMachine.Noise.GAUSS, 300 + forks);
    SpeedComparison comparison = new SpeedComparison(Direction.LOWER_IS_BETTER, tolerance, paired);
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict, 0);
    }
    for (int run = 0; run < runs; run++) {
      Decision decision =
          comparison.compare(
              side(machine.forks(forks, 10, 1)), side(machine.forks(forks, 10, truth)));
      counts.merge(decision.verdict(), 1, Integer::sum);
    }
    return counts;
  }

  private static Side side(ForkedSample sample) {
    return new Side(Optional.of(sample), 0, Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 10, 20})
  void equalSystemsAreNotCalledDifferent(int forks) {
    for (boolean paired : new boolean[] {true, false}) {
      Map<Verdict, Integer> counts = verdicts(1, forks, THREE_PERCENT, paired, RUNS);

      int alarms = counts.get(Verdict.REGRESSION) + counts.get(Verdict.IMPROVEMENT);
      Band.atMost(0.001, 0.0005).check("different", alarms, RUNS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 10, 20})
  void aChangeAsLargeAsTheToleranceIsSeldomCalledAnything(int forks) {
    for (boolean paired : new boolean[] {true, false}) {
      Map<Verdict, Integer> counts = verdicts(1.03, forks, THREE_PERCENT, paired, RUNS);

      Band band = Band.atMost(0.038, 0.025);
      band.check("regression", counts.get(Verdict.REGRESSION), RUNS);
      band.check("improvement", counts.get(Verdict.IMPROVEMENT), RUNS);
      band.check("equivalent", counts.get(Verdict.EQUIVALENT), RUNS);
    }
  }

  @ParameterizedTest
  @CsvSource({"1.10, 5, 0.99, 0.997", "1.05, 10, 0.85, 0.88"})
  void largerChangesAreFound(double truth, int forks, double least, double nominal) {
    for (boolean paired : new boolean[] {true, false}) {
      int found = verdicts(truth, forks, THREE_PERCENT, paired, RUNS).get(Verdict.REGRESSION);
      int better = verdicts(1 / truth, forks, THREE_PERCENT, paired, RUNS).get(Verdict.IMPROVEMENT);

      Band.atLeast(least, nominal).check("regression", found, RUNS);
      Band.atLeast(least, nominal).check("improvement", better, RUNS);
    }
  }

  @Test
  void equalityIsShown() {
    int shown = verdicts(1, 10, THREE_PERCENT, false, RUNS).get(Verdict.EQUIVALENT);

    Band.atLeast(0.97, 0.99).check("equivalent", shown, RUNS);
  }

  /** Twenty runs of the standard profile, with 10 % added and with nothing. */
  @Test
  void standardRunsFindTenPercent() {
    Map<Verdict, Integer> slower = verdicts(1.10, 10, Tolerance.SPEED, true, 20);
    Map<Verdict, Integer> same = verdicts(1, 10, Tolerance.SPEED, true, 20);

    assertTrue(slower.get(Verdict.REGRESSION) >= 19, slower::toString);
    assertEquals(0, slower.get(Verdict.IMPROVEMENT) + slower.get(Verdict.EQUIVALENT));
    assertEquals(0, same.get(Verdict.REGRESSION));
  }
}
