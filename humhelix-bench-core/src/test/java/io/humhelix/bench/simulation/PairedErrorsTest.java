package io.humhelix.bench.simulation;

import io.humhelix.bench.compare.Decision;
import io.humhelix.bench.compare.Tolerance;
import io.humhelix.bench.compare.VerdictRule;
import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Band;
import io.humhelix.bench.stats.BlockJackknife;
import io.humhelix.bench.stats.ErrorBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Verdicts from the errors of the same clips on both sides. Either side has words wrong that the
 * other has right, 1 % of them; a worse candidate has more of these.
 */
@Tag("slow")
class PairedErrorsTest {

  private static final int RUNS = Band.runs(100);
  private static final double CHURN = 0.01;
  private static final Band FALSE_ALARMS = Band.atMost(0.025, 0.01);

  private final Random random = new Random(14);

  /** How much more often words of a speaker are wrong in the candidate. */
  private double change(MadeUpSpeakers kind, double mean) {
    return switch (kind) {
      case MOST_WITHOUT -> random.nextDouble() < 0.3 ? mean / 0.3 : 0;
      case ONE_OF_TWENTY -> random.nextDouble() < 0.05 ? mean / 0.05 : 0;
      default -> mean;
    };
  }

  private Decision decision(MadeUpSpeakers kind, int speakers, double mean) {
    List<ErrorBlock> before = new ArrayList<>();
    List<ErrorBlock> after = new ArrayList<>();
    for (int i = 0; i < speakers; i++) {
      int words = (int) kind.one(random).units();
      double worse = Math.min(0.9, CHURN + change(kind, mean));
      before.add(new ErrorBlock(MadeUpSpeakers.binomial(words, CHURN, random), words, 1));
      after.add(new ErrorBlock(MadeUpSpeakers.binomial(words, worse, random), words, 1));
    }
    return VerdictRule.decide(
        BlockJackknife.difference(before, after, 0.95),
        Direction.LOWER_IS_BETTER,
        Tolerance.ERROR_RATE);
  }

  private int count(Verdict verdict, MadeUpSpeakers kind, int speakers, double mean) {
    int count = 0;
    for (int run = 0; run < RUNS; run++) {
      count += decision(kind, speakers, mean).verdict() == verdict ? 1 : 0;
    }
    return count;
  }

  @Test
  void theDifferenceOfTwoErrorRates() {
    SimulationTable table =
        new SimulationTable(
            "paired-errors",
            "speakers",
            "REGRESSION of equals",
            "EQUIVALENT, one point worse",
            "REGRESSION, two points worse");
    for (MadeUpSpeakers kind :
        List.of(
            MadeUpSpeakers.EQUAL,
            MadeUpSpeakers.LONG_ERR_MORE,
            MadeUpSpeakers.MOST_WITHOUT,
            MadeUpSpeakers.ONE_OF_TWENTY)) {
      for (int speakers : new int[] {5, 8, 20}) {
        String label = kind + ", " + speakers;
        int alarms = count(Verdict.REGRESSION, kind, speakers, 0);
        int missed = count(Verdict.EQUIVALENT, kind, speakers, 0.01);
        int found = count(Verdict.REGRESSION, kind, speakers, 0.02);
        FALSE_ALARMS.check(label + ": false alarms", alarms, RUNS);
        if (kind != MadeUpSpeakers.ONE_OF_TWENTY) {
          // Without the one who is worse, nothing can tell.
          FALSE_ALARMS.check(label + ": worse and called equal", missed, RUNS);
        }
        table.add(label, new Share(alarms, RUNS), new Share(missed, RUNS), new Share(found, RUNS));
      }
    }
    table.publish();
  }
}
