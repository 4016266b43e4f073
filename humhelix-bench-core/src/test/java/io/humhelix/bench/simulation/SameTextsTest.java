package io.humhelix.bench.simulation;

import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.compare.RunComparison;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Band;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often a candidate that is truly one point worse has the same texts, and what that is. */
@Tag("slow")
class SameTextsTest {

  private static final int RUNS = Band.runs(80);
  private static final double WORSE = 0.01;
  private static final Band PASSED_BY_CHANCE = Band.atMost(0.025, 0.01);

  private final Random random = new Random(61);

  private static RunResult run(long seed, int speakers, int words, int[] errors) {
    return new MadeUpRun(seed)
        .clips(speakers)
        .words(words)
        .forks(1)
        .errors(clip -> errors[clip])
        .system("a", 1)
        .result();
  }

  @Test
  void aCandidateThatIsOnePointWorse() {
    SimulationTable table =
        new SimulationTable(
            "same-texts", "speakers, words each", "same texts", "EQUIVALENT", "SAME_TEXTS");
    for (int[] size : new int[][] {{5, 10}, {5, 50}, {5, 148}, {20, 10}, {20, 37}}) {
      int same = 0;
      int equivalent = 0;
      int sameTexts = 0;
      RunResult baseline = run(1, size[0], size[1], new int[size[0]]);
      for (int i = 0; i < RUNS; i++) {
        int[] errors = new int[size[0]];
        int sum = 0;
        for (int speaker = 0; speaker < errors.length; speaker++) {
          errors[speaker] = MadeUpSpeakers.binomial(size[1], WORSE, random);
          sum += errors[speaker];
        }
        same += sum == 0 ? 1 : 0;
        Verdict verdict =
            RunComparison.between(
                    baseline, run(2, size[0], size[1], errors), ComparisonPolicy.DEFAULT)
                .pairs()
                .get(0)
                .metrics()
                .get(1)
                .decision()
                .verdict();
        equivalent += verdict == Verdict.EQUIVALENT ? 1 : 0;
        sameTexts += verdict == Verdict.SAME_TEXTS ? 1 : 0;
      }
      String label = size[0] + ", " + size[1];
      PASSED_BY_CHANCE.check(label, equivalent, RUNS);
      if (size[0] * size[1] <= 200) {
        // The rule until version 0.1: the same texts are equivalent, however few.
        PASSED_BY_CHANCE.checkRefused("the same texts of few words, " + label, same, RUNS);
      }
      table.add(
          label, new Share(same, RUNS), new Share(equivalent, RUNS), new Share(sameTexts, RUNS));
    }
    table.publish();
  }
}
