package io.humhelix.bench.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.stats.Band;
import io.humhelix.bench.stats.Replicate;
import io.humhelix.bench.stats.SampleSize;
import io.humhelix.bench.stats.SteinTwoStage;
import io.humhelix.bench.stats.Tails;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What {@code trials.precision} costs with pilots of several sizes, and how often it is right. */
class PilotSimulationTest {

  private static final double HALF_WIDTH = Math.log1p(0.02);
  private static final int MOST = 1000;
  private static final int REDUCED = 400;

  private record Outcome(int covered, int runs, double meanForks) {}

  private static Outcome outcome(int pilot, double spread, double slow) {
    SimulatedForks system =
        new SimulatedForks(spread, 0, slow, new Random(Math.round(1e6 * (spread + slow)) + pilot));
    SteinTwoStage rule = new SteinTwoStage(HALF_WIDTH, Tails.ofTimes(0.95), pilot, MOST);
    int runs = Band.runs(REDUCED);
    int covered = 0;
    long forks = 0;
    for (int run = 0; run < runs; run++) {
      double[] first = system.logs(pilot);
      int wanted = rule.wanted(first);
      double[] all = Arrays.copyOf(first, wanted);
      double[] rest = system.logs(wanted - pilot);
      System.arraycopy(rest, 0, all, pilot, rest.length);
      forks += wanted;
      boolean holds =
          rule.estimate(SampleSize.of(Replicate.FORK, wanted, wanted), all)
              .interval()
              .orElseThrow()
              .contains(Math.exp(system.truth()));
      covered += holds ? 1 : 0;
    }
    return new Outcome(covered, runs, (double) forks / runs);
  }

  @Test
  void aPilotOfFiveIsBothCheapAndRight() {
    SimulationTable table =
        new SimulationTable(
            "pilot",
            "pilot",
            "forks in all, forks differ by 3 %",
            "interval holds the truth",
            "the same, a fifth of the forks 5 % slower",
            "and the other forks differ by 0.3 %");
    double[] cost = new double[10];
    for (int pilot : new int[] {3, 5, 9}) {
      Outcome normal = outcome(pilot, 0.03, 0);
      Outcome slow = outcome(pilot, 0.01, 0.05);
      Outcome alike = outcome(pilot, 0.003, 0.05);
      cost[pilot] = normal.meanForks();
      Band.atLeast(0.935, 0.95).check("pilot of " + pilot, normal.covered(), normal.runs());
      Band.atLeast(0.91, 0.93).check("slow fifth, " + pilot, slow.covered(), slow.runs());
      Band.atLeast(0.91, 0.93).checkRefused("alike, " + pilot, alike.covered(), alike.runs());
      table.add(
          Integer.toString(pilot),
          String.format(Locale.ROOT, "%.0f", normal.meanForks()),
          new Share(normal.covered(), normal.runs()),
          new Share(slow.covered(), slow.runs()),
          new Share(alike.covered(), alike.runs()));
    }
    table.publish();
    assertTrue(cost[5] < 32, "a pilot of 5 costs " + cost[5]);
    assertTrue(cost[9] < cost[5], "a pilot of 9 costs " + cost[9]);
    // What a pilot of 3 would cost: the reason for the default.
    assertTrue(cost[3] > 2 * cost[5], "a pilot of 3 costs " + cost[3]);
    assertEquals(SteinTwoStage.PILOT, TrialPolicy.DEFAULT.forks());
  }
}
