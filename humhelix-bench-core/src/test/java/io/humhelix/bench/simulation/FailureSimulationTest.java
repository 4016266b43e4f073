package io.humhelix.bench.simulation;

import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.Comparison.Outcome;
import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.compare.FailureComparison;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.compare.RunComparison;
import io.humhelix.bench.compare.RunConfigComparison;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.stats.Band;
import io.humhelix.bench.stats.Interval;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often failures by chance fail the gate, and how often real ones are found. */
@Tag("slow")
class FailureSimulationTest {

  private static final int RUNS = Band.runs(60);

  private final SimulationTable table =
      new SimulationTable(
          "failures",
          "trials that fail, before and now",
          "REGRESSION",
          "undecided",
          "REGRESSION by the rule before");
  private final Random random = new Random(22);

  /**
   * What was simulated.
   *
   * @param whole forks fail as a whole, and not trials
   */
  private record Cell(double before, double now, int configs, boolean whole) {}

  private record Found(int regressions, int undecided, int byTheOldRule) {}

  @Test
  void failuresByChanceAreNoRegressionAndRealOnesAre() {
    equal("1 %, 1 %", new Cell(0.01, 0.01, 1, false), 0.15);
    equal("1 %, 1 %, four run configs", new Cell(0.01, 0.01, 4, false), 0.5);
    equal("5 % of whole forks, both", new Cell(0.05, 0.05, 1, true), 0.15);
    // Where both sides fail often the old rule was right too.
    Found often = row("10 %, 10 %", new Cell(0.10, 0.10, 1, false));
    Band.atMost(0.03, 0.02).check("10 %", often.regressions(), RUNS);

    Found many = row("0 %, 20 %", new Cell(0, 0.2, 1, false));
    Band.atLeast(0.97, 0.98).check("0 to 20 %", many.regressions(), RUNS);
    Found more = row("5 %, 20 %", new Cell(0.05, 0.2, 1, false));
    Band found = Band.atLeast(0.5, 0.57);
    found.check("5 to 20 %", more.regressions(), RUNS);
    found.checkRefused("intervals apart", more.byTheOldRule(), RUNS);
    table.publish();
  }

  private void equal(String label, Cell cell, double byTheOldRule) {
    Found found = row(label, cell);
    Band band = Band.atMost(0.02, 0.005);
    band.check(label, found.regressions(), RUNS);
    band.checkRefused(label + ": every new kind", found.byTheOldRule(), RUNS);
    Band.atLeast(byTheOldRule, byTheOldRule)
        .check(label + ": every new kind is as bad as was found", found.byTheOldRule(), RUNS);
  }

  private Found row(String label, Cell cell) {
    int regressions = 0;
    int undecided = 0;
    int old = 0;
    for (int run = 0; run < RUNS; run++) {
      Comparison comparison =
          RunComparison.between(
              run(2L * run, cell, cell.before()),
              run(2L * run + 1, cell, cell.now()),
              ComparisonPolicy.DEFAULT);
      boolean failures =
          comparison.gate().regressions().stream().anyMatch(name -> name.endsWith("failures"));
      regressions += failures ? 1 : 0;
      undecided += !failures && comparison.outcome() == Outcome.UNDECIDED ? 1 : 0;
      old += comparison.pairs().stream().anyMatch(FailureSimulationTest::oldRule) ? 1 : 0;
    }
    table.add(
        label, new Share(regressions, RUNS), new Share(undecided, RUNS), new Share(old, RUNS));
    return new Found(regressions, undecided, old);
  }

  private RunResult run(long seed, Cell cell, double rate) {
    MadeUpRun run = new MadeUpRun(seed).clips(1);
    for (int config = 0; config < cell.configs(); config++) {
      boolean[] lost = new boolean[11];
      for (int fork = 1; fork < lost.length; fork++) {
        lost[fork] = cell.whole() && random.nextDouble() < rate;
      }
      run.failing((fork, trial) -> cell.whole() ? lost[fork] : random.nextDouble() < rate)
          .system("s" + config, 1);
    }
    return run.result();
  }

  /** The rule of before: a new kind of failure, or intervals of 95 % that are apart. */
  private static boolean oldRule(RunConfigComparison pair) {
    FailureComparison failures = pair.failures();
    Interval before = failures.baseline().orElseThrow().interval().orElseThrow();
    Interval now = failures.candidate().orElseThrow().interval().orElseThrow();
    return !failures.newKinds().isEmpty() || now.low() > before.high();
  }
}
