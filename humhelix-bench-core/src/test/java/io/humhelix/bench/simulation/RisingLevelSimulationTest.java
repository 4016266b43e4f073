package io.humhelix.bench.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.stats.Band;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.MserWarmUp;
import io.humhelix.bench.stats.WarmUp;
import org.junit.jupiter.api.Test;

/** A level that rises was taken for warm-up by the rule before, and so hidden from not-steady. */
class RisingLevelSimulationTest {

  private static final int RUNS = Band.runs(400);

  @Test
  void aRiseIsNotTakenForWarmUp() {
    ForkNoise noise = ForkNoise.seeded(5);
    int dropped = 0;
    int byMser = 0;
    for (int run = 0; run < RUNS; run++) {
      ForkedSample sample = noise.forks(3, 10, trial -> Math.exp(0.01 * trial));
      dropped += WarmUp.ofTimes(sample).dropped() > 0 ? 1 : 0;
      byMser += MserWarmUp.dropped(sample) > 0 ? 1 : 0;
    }
    Band.atMost(0.01, 0.001).check("a rise", dropped, RUNS);
    assertTrue(byMser > 0.5 * RUNS, byMser + " of " + RUNS);
  }
}
