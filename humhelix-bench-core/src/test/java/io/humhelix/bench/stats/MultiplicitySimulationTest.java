package io.humhelix.bench.stats;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Fifty metrics at once, t tests with 10 forks each. */
class MultiplicitySimulationTest {

  private static final int RUNS = Band.runs(500);
  private static final int METRICS = 50;
  private static final int FORKS = 10;

  private final Random random = new Random(50);

  /** P values of "not above 0" where the first ones are above by two standard deviations. */
  private double[] pValues(int real) {
    double[] p = new double[METRICS];
    for (int metric = 0; metric < METRICS; metric++) {
      double shift = metric < real ? 2 : 0;
      double[] logs = new double[FORKS];
      Arrays.setAll(logs, i -> shift + random.nextGaussian());
      Estimate estimate =
          LogMeans.estimate(
              Tails.equal(0.95), Method.LOG_T, SampleSize.of(Replicate.FORK, FORKS, FORKS), logs);
      p[metric] = estimate.precision().orElseThrow().pOfAtMost(0);
    }
    return p;
  }

  @Test
  void holmKeepsTheGateShut() {
    Band band = Band.atMost(0.065, 0.05);
    int adjusted = 0;
    int raw = 0;
    for (int run = 0; run < RUNS; run++) {
      double[] p = pValues(0);
      adjusted += anyAtMost(AdjustedPValues.holm(p), 0.05) ? 1 : 0;
      raw += anyAtMost(p, 0.05) ? 1 : 0;
    }
    band.check("Holm", adjusted, RUNS);
    band.checkRefused("no adjustment", raw, RUNS);
  }

  @Test
  void benjaminiHochbergKeepsTheShareOfFalseFindings() {
    double share = 0;
    int found = 0;
    for (int run = 0; run < RUNS; run++) {
      double[] q = AdjustedPValues.benjaminiHochberg(pValues(10));
      long real = Arrays.stream(q, 0, 10).filter(x -> x <= 0.10).count();
      long mistaken = Arrays.stream(q, 10, METRICS).filter(x -> x <= 0.10).count();
      share += real + mistaken == 0 ? 0 : (double) mistaken / (real + mistaken);
      found += (int) real;
    }
    // The share is a mean and no count; 0.08 is expected (0.10 x 40 / 50).
    Band.atMost(0.11, 0.10).check("false findings", (int) Math.round(share), RUNS);
    Band.atLeast(0.95, 0.98).check("real ones found", found / 10, RUNS);
  }

  private static boolean anyAtMost(double[] p, double alpha) {
    return Arrays.stream(p).anyMatch(x -> x <= alpha);
  }
}
