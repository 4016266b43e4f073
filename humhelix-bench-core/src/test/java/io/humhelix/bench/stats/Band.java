package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Which shares of simulated runs are accepted. At the full number of runs the stated limits hold.
 * With fewer runs a share is refused if it is beyond what the nominal rate gives with 99.9 %, so
 * that a short build neither fails by chance nor lets through what the long one would refuse by
 * far.
 *
 * @param least stated lower limit
 * @param leastNominal rate that the lower band is computed for
 * @param most stated upper limit
 * @param mostNominal rate that the upper band is computed for
 */
public record Band(double least, double leastNominal, double most, double mostNominal) {

  /** Whether simulations run at their full number. */
  public static final boolean FULL = Boolean.getBoolean("humhelix.test.full");

  /** The full number of runs. */
  public static final int FULL_RUNS = 2_000;

  private static final double CONFIDENCE = 0.999;

  /** Runs of a simulation in this build. */
  public static int runs(int reduced) {
    return FULL ? FULL_RUNS : reduced;
  }

  public static Band atMost(double limit, double nominal) {
    return new Band(0, 0, limit, nominal);
  }

  public static Band atLeast(double limit, double nominal) {
    return new Band(limit, nominal, 1, 1);
  }

  public boolean accepts(int count, int runs) {
    if (runs >= FULL_RUNS) {
      double share = (double) count / runs;
      return least <= share && share <= most;
    }
    int lowest =
        leastNominal == 0
            ? 0
            : BinomialDistribution.of(runs, leastNominal)
                .inverseCumulativeProbability(1 - CONFIDENCE);
    int highest =
        mostNominal == 1
            ? runs
            : BinomialDistribution.of(runs, mostNominal).inverseCumulativeProbability(CONFIDENCE);
    return lowest <= count && count <= highest;
  }

  public void check(String what, int count, int runs) {
    assertTrue(accepts(count, runs), () -> what + ": " + count + " of " + runs + ", band " + this);
  }

  /** A mutation, or a usual mistake, has to be found out by the same check. */
  public void checkRefused(String what, int count, int runs) {
    assertFalse(
        accepts(count, runs),
        () -> what + " went unnoticed: " + count + " of " + runs + " " + this);
  }
}
