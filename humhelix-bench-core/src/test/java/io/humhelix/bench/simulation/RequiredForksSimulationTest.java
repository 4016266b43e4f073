package io.humhelix.bench.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.stats.Band;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.GeometricMean;
import io.humhelix.bench.stats.Interval;
import io.humhelix.bench.stats.Ratio;
import io.humhelix.bench.stats.RequiredForks;
import io.humhelix.bench.stats.Tails;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Function;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A run says how many forks a comparison with an equal system needs to show equality at 5 %. Then
 * both sides are measured with as many.
 */
@Tag("slow")
class RequiredForksSimulationTest {

  private static final double TOLERANCE = 0.05;
  private static final int REDUCED = 200;
  private static final int[] PLANNED_FROM = {3, 5, 10};
  private static final double[] SPREADS = {0.01, 0.02, 0.04};

  /**
   * Outcomes of plans.
   *
   * @param settled how many comparisons with as many forks as planned showed equality
   * @param three how many plans said that three are enough
   */
  private record Plans(int settled, int three, int runs, double meanForks) {}

  private static Plans plans(
      double spread, int from, Function<Estimate, OptionalInt> rule, long seed) {
    SimulatedForks system = new SimulatedForks(spread, 0.02, 0, new Random(seed));
    int runs = Band.runs(REDUCED);
    int settled = 0;
    int three = 0;
    long sum = 0;
    for (int run = 0; run < runs; run++) {
      Estimate level = GeometricMean.of(system.sample(from), Tails.ofTimes(0.95));
      int needed = rule.apply(level).orElse(RequiredForks.LARGEST);
      sum += needed;
      three += needed == 3 ? 1 : 0;
      settled += areShownEqual(system, needed) ? 1 : 0;
    }
    return new Plans(settled, three, runs, (double) sum / runs);
  }

  private static OptionalInt now(Estimate level) {
    return RequiredForks.toShowEquality(level, TOLERANCE);
  }

  /** The rule until version 0.1: the spread as it is. */
  private static OptionalInt before(Estimate level) {
    double spread =
        level.precision().orElseThrow().standardError()
            * Math.sqrt(level.size().replicates())
            * Math.sqrt(2);
    for (int k = 3; k <= RequiredForks.LARGEST; k++) {
      TDistribution t = TDistribution.of(2.0 * (k - 1));
      double reach = t.inverseCumulativeProbability(0.975) + t.inverseCumulativeProbability(0.9);
      if (reach * spread / Math.sqrt(k) <= Math.log1p(TOLERANCE)) {
        return OptionalInt.of(k);
      }
    }
    return OptionalInt.empty();
  }

  private static boolean areShownEqual(SimulatedForks system, int forks) {
    Interval change =
        Ratio.welch(system.sample(forks), system.sample(forks), 0.95).interval().orElseThrow();
    return change.low() >= 1 / (1 + TOLERANCE) && change.high() <= 1 + TOLERANCE;
  }

  @Test
  void threeForksSeldomShowThatFourRunConfigsAreEqual() {
    SimulationTable table =
        new SimulationTable(
            "equal-run-configs", "forks", "one run config shown to be equal", "four of four");
    Band most = Band.atLeast(0.7, 0.75);
    int runs = Band.runs(REDUCED);
    for (int forks : new int[] {3, 5, 10}) {
      SimulatedForks system = new SimulatedForks(0.01, 0.02, 0, new Random(forks));
      int one = 0;
      int four = 0;
      for (int run = 0; run < runs; run++) {
        int equal = 0;
        for (int config = 0; config < 4; config++) {
          equal += areShownEqual(system, forks) ? 1 : 0;
        }
        one += equal;
        four += equal == 4 ? 1 : 0;
      }
      table.add(Integer.toString(forks), new Share(one, 4 * runs), new Share(four, runs));
      if (forks == 3) {
        most.checkRefused("3 forks", four, runs);
      } else {
        most.check(forks + " forks", four, runs);
      }
    }
    table.publish();
  }

  @Test
  void asManyForksAsPlannedSettleIt() {
    Band four = Band.atLeast(0.83, 0.86);
    SimulationTable table =
        new SimulationTable(
            "required-forks",
            "forks differ by, planned from",
            "settled",
            "before",
            "has 3, needs 3",
            "the same, before",
            "mean forks planned");
    for (double spread : SPREADS) {
      for (int from : PLANNED_FROM) {
        long seed = Math.round(1e4 * spread) + from;
        Plans now = plans(spread, from, RequiredForksSimulationTest::now, seed);
        Plans before = plans(spread, from, RequiredForksSimulationTest::before, seed);
        String label = String.format(Locale.ROOT, "%.0f %%, %d forks", 100 * spread, from);
        four.check(label, now.settled(), now.runs());
        if (spread > 0.01 && from < 10) {
          four.checkRefused("the spread as it is, " + label, before.settled(), before.runs());
        }
        boolean has3 = from == 3;
        table.add(
            label,
            new Share(now.settled(), now.runs()),
            new Share(before.settled(), before.runs()),
            has3 ? new Share(now.three(), now.runs()) : "",
            has3 ? new Share(before.three(), before.runs()) : "",
            String.format(Locale.ROOT, "%.1f", now.meanForks()));
        if (has3 && spread > 0.01) {
          Band.atMost(0.12, 0.10).check("has 3, needs 3: " + label, now.three(), now.runs());
          assertTrue(now.three() < before.three(), label);
        }
      }
    }
    table.publish();
  }
}
