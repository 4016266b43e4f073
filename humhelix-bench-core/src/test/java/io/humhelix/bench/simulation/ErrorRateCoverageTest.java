package io.humhelix.bench.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.stats.Band;
import io.humhelix.bench.stats.BlockJackknife;
import io.humhelix.bench.stats.ErrorBlock;
import io.humhelix.bench.stats.ErrorRate;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.Interval;
import io.humhelix.bench.stats.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often the interval of an error rate holds the rate of all speakers of its kind. */
@Tag("slow")
class ErrorRateCoverageTest {

  private static final int RUNS = Band.runs(250);
  private static final int[] SPEAKERS = {5, 8, 20};

  /** Where an interval has both ends: 86 %, within twice the error of 2 000 runs. */
  private static final Band BOTH_ENDS = Band.atLeast(0.845, 0.86);

  private final Random random = new Random(4);

  /** The rule until version 0.1: Student's t, equal tails, cut off at 0. */
  private static boolean plainHolds(List<ErrorBlock> blocks, double truth) {
    double errors = blocks.stream().mapToDouble(ErrorBlock::errors).sum();
    double units = blocks.stream().mapToDouble(ErrorBlock::units).sum();
    double[] without =
        blocks.stream().mapToDouble(b -> (errors - b.errors()) / (units - b.units())).toArray();
    double mean = Arrays.stream(without).average().orElseThrow();
    int n = without.length;
    double scatter = Arrays.stream(without).map(r -> (r - mean) * (r - mean)).sum() * (n - 1) / n;
    double reach = TDistribution.of(n - 1).inverseCumulativeProbability(0.975) * Math.sqrt(scatter);
    return Math.abs(truth - errors / units) <= reach;
  }

  @Test
  void theIntervalOfAnErrorRate() {
    SimulationTable table =
        new SimulationTable(
            "error-rate", "speakers", "plain t", "this rule", "both ends given", "these hold");
    for (MadeUpSpeakers kind : MadeUpSpeakers.values()) {
      for (int speakers : SPEAKERS) {
        row(table, kind, speakers);
      }
    }
    table.publish();
  }

  private void row(SimulationTable table, MadeUpSpeakers kind, int speakers) {
    int plain = 0;
    int holds = 0;
    int both = 0;
    int bothHold = 0;
    int none = 0;
    for (int run = 0; run < RUNS; run++) {
      List<ErrorBlock> blocks = kind.corpus(speakers, random);
      Estimate estimate = ErrorRate.of(blocks, 0.95);
      while (estimate.interval().isEmpty()) {
        none++;
        blocks = kind.corpus(speakers, random);
        estimate = ErrorRate.of(blocks, 0.95);
      }
      Interval interval = estimate.interval().orElseThrow();
      assertEquals(true, interval.high() > interval.low(), "never 0 to 0");
      boolean held = interval.contains(kind.rate());
      boolean hasBoth = estimate.method() != Method.ERROR_RATE_AT_MOST;
      plain += plainHolds(blocks, kind.rate()) ? 1 : 0;
      holds += held ? 1 : 0;
      both += hasBoth ? 1 : 0;
      bothHold += hasBoth && held ? 1 : 0;
    }
    // One speaker may have nearly all of the text, or err so much more that nothing bounds the
    // rate.
    int mostWithout = kind == MadeUpSpeakers.LONG_ERR_MORE && speakers < 20 ? RUNS / 8 : 0;
    assertTrue(none <= mostWithout, none + " of " + kind);
    String label = kind + ", " + speakers;
    if (both >= RUNS / 5) {
      // As many runs as had both ends, in a band for so many.
      BOTH_ENDS.check(label, bothHold, both);
    }
    switch (kind) {
      case EQUAL -> Band.atLeast(0.93, 0.945).check(label, holds, RUNS);
      case LONG_ERR_MORE -> BOTH_ENDS.checkRefused("the plain interval, " + label, plain, RUNS);
      case MOST_WITHOUT -> Band.atLeast(0.78, 0.79).check(label, holds, RUNS);
      // What speakers without errors say of those who err is nothing: shown, not promised.
      case ONE_OF_TWENTY -> {}
      case HARDLY_ANY -> {
        Band.atLeast(0.96, 0.97).check(label, holds, RUNS);
        Band.atLeast(0.96, 0.97).checkRefused("the plain interval, " + label, plain, RUNS);
      }
      default -> throw new AssertionError(kind);
    }
    table.add(
        label,
        new Share(plain, RUNS),
        new Share(holds, RUNS),
        new Share(both, RUNS),
        both == 0 ? "-" : new Share(bothHold, both));
  }

  /** A block has to have one. */
  @Test
  void fewerThanFiveSpeakersHaveNone() {
    List<ErrorBlock> four = MadeUpSpeakers.EQUAL.corpus(BlockJackknife.MINIMUM_BLOCKS - 1, random);
    assertEquals(true, ErrorRate.of(four, 0.95).interval().isEmpty());
  }
}
