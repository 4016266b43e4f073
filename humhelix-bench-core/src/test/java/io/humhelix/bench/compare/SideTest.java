package io.humhelix.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.estimate.ForkValues;
import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.SimulatedMachine;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sides of 5 trials a fork, the default, of which no fork can be found restless by itself. */
class SideTest {

  private static final SpeedComparison COMPARISON =
      new SpeedComparison(Direction.LOWER_IS_BETTER, Tolerance.SPEED, false);

  private final SimulatedMachine machine = new SimulatedMachine(SimulatedMachine.Noise.GAUSS, 8);

  /** Ten forks of 5 trials; the fourth and fifth are slower by the late factor. */
  private Side side(double time, double late, int warmUp) {
    SortedMap<Integer, double[]> forks = new TreeMap<>();
    for (int fork = 1; fork <= 10; fork++) {
      double[] values = machine.fork(5, time);
      values[3] *= late;
      values[4] *= late;
      forks.put(fork, values);
    }
    return Side.of(new ForkValues(forks), warmUp, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aStepThatAllForksHaveConcludesNothing(int warmUp) {
    Side steady = side(1, 1, warmUp);
    Side late = side(1.2, 1.3, warmUp);
    Decision decision = COMPARISON.compare(steady, late);

    assertEquals(0, late.restlessForks());
    assertEquals(Verdict.INCONCLUSIVE, decision.verdict());
    assertEquals(Reason.NOT_STEADY, decision.reason());
    assertTrue(
        decision
            .explanation()
            .startsWith(
                "10 forks of the candidate together had not come to rest: after 3 measured trials"
                    + " their level shifted by +"),
        decision::explanation);
    assertTrue(
        COMPARISON.compare(late, steady).explanation().startsWith("10 forks of the baseline"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void withoutTheStepThereIsAVerdict(int warmUp) {
    Side steady = side(1, 1, warmUp);
    Side slower = side(1.2, 1, warmUp);

    assertFalse(steady.isRestless());
    assertFalse(slower.isRestless());
    assertEquals(Verdict.REGRESSION, COMPARISON.compare(steady, slower).verdict());
    assertEquals(Verdict.EQUIVALENT, COMPARISON.compare(steady, side(1, 1, warmUp)).verdict());
  }

  /** One value a fork, as of the model load, and no value at all. */
  @Test
  void whatHasNoTrialsToSplitIsNotRestless() {
    SortedMap<Integer, double[]> loads = new TreeMap<>();
    for (int fork = 1; fork <= 10; fork++) {
      loads.put(fork, machine.fork(1, fork));
    }
    assertFalse(Side.of(new ForkValues(loads), 0, 1).isRestless());
    assertFalse(Side.of(new ForkValues(new TreeMap<>()), 0, 1).isRestless());
  }
}
