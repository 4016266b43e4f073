package io.humhelix.bench.simulation;

import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.compare.Decision;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.compare.RunComparison;
import io.humhelix.bench.compare.Tolerance;
import io.humhelix.bench.compare.VerdictRule;
import io.humhelix.bench.estimate.ForkValues;
import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Band;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.Ratio;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two runs of ten forks, with other load beside one of them, and on two days. */
@Tag("slow")
class NoisyMachineSimulationTest {

  private static final int RUNS = Band.runs(40);
  private static final Band NONE = Band.atMost(0.005, 0.001);
  private static final Band ALWAYS = Band.atLeast(0.99, 0.999);

  /** Two runs on a host whose floor is known, and far below the tolerance. */
  private static final ComparisonPolicy FLOOR = ComparisonPolicy.DEFAULT.withFloor(0.01);

  private final SimulationTable table =
      new SimulationTable(
          "noisy-machine",
          "system and machine",
          "REGRESSION",
          "IMPROVEMENT",
          "EQUIVALENT",
          "REGRESSION by the rule before",
          "IMPROVEMENT by the rule before");

  /**
   * Other load on one side.
   *
   * @param share of the processors that it takes
   * @param forks how many of the ten have it
   * @param hurt how many times the share it costs
   */
  private record Load(double share, int forks, double hurt) {
    static final Load NONE = of(0);

    static Load of(double share) {
      return new Load(share, 10, 1);
    }

    double at(int fork) {
      return fork <= forks ? share : 0;
    }
  }

  /** What was found, by the rule and by that of before. */
  private record Found(Map<Verdict, Integer> rule, Map<Verdict, Integer> before) {
    int of(Verdict verdict) {
      return rule.getOrDefault(verdict, 0);
    }

    int before(Verdict verdict) {
      return before.getOrDefault(verdict, 0);
    }
  }

  @Test
  void loadIsNotTakenForTheSystem() {
    for (double share : new double[] {0.66, 0.30, 0.10}) {
      String label = Math.round(100 * share) + " % beside the ";
      Found now = row("equal, " + label + "candidate", 1, Load.NONE, Load.of(share), 0, FLOOR);
      nothing(now);
      NONE.checkRefused("load on the candidate", now.before(Verdict.REGRESSION), RUNS);
      Found old = row("equal, " + label + "baseline", 1, Load.of(share), Load.NONE, 0, FLOOR);
      nothing(old);
      NONE.checkRefused("load on the baseline", old.before(Verdict.IMPROVEMENT), RUNS);
    }
    Found both = row("equal, 10 % beside both", 1, Load.of(0.1), Load.of(0.1), 0, FLOOR);
    nothing(both);
    NONE.check("equal under load", both.of(Verdict.EQUIVALENT), RUNS);
    nothing(
        row(
            "equal, 10 % beside the candidate costs twice that",
            1, Load.NONE, new Load(0.1, 10, 2), 0, FLOOR));
    nothing(
        row(
            "equal, 30 % beside the candidate costs twice that",
            1, Load.NONE, new Load(0.3, 10, 2), 0, FLOOR));

    found("+10 %, quiet", 1.10, Load.NONE);
    found("+20 %, 3 % beside the candidate", 1.20, Load.of(0.03));
    found("+50 %, 10 % beside the candidate", 1.50, Load.of(0.10));
    found("+20 %, 30 % beside 4 of 10 forks", 1.20, new Load(0.3, 4, 1));
    Found some =
        row("equal, 30 % beside 4 of 10 forks", 1, Load.NONE, new Load(0.3, 4, 1), 0, FLOOR);
    nothing(some);
    Band.atLeast(0.85, 0.9).check("quiet forks show it", some.of(Verdict.EQUIVALENT), RUNS);

    days(0.03, 0.02, 0.005);
    days(0.05, 0.09, 0.06);
    found("+20 %, without a floor", 1.20, Load.NONE, ComparisonPolicy.DEFAULT);
    table.publish();
  }

  private static void nothing(Found found) {
    NONE.check("REGRESSION", found.of(Verdict.REGRESSION), RUNS);
    NONE.check("IMPROVEMENT", found.of(Verdict.IMPROVEMENT), RUNS);
  }

  private void found(String label, double change, Load load) {
    found(label, change, load, FLOOR);
  }

  private void found(String label, double change, Load load, ComparisonPolicy policy) {
    Found found = row(label, change, Load.NONE, load, 0, policy);
    ALWAYS.check(label, found.of(Verdict.REGRESSION), RUNS);
  }

  /** Runs themselves differ, which neither of them can know. */
  private void days(double deviation, double most, double nominal) {
    Found found =
        row(
            "equal, two days that differ by " + Math.round(100 * deviation) + " %, no floor",
            1,
            Load.NONE,
            Load.NONE,
            deviation,
            ComparisonPolicy.DEFAULT);
    Band.atMost(most, nominal).check("two days", found.of(Verdict.REGRESSION), RUNS);
    if (Band.FULL) {
      Band.atMost(most, nominal)
          .checkRefused("the tolerance alone", found.before(Verdict.REGRESSION), RUNS);
    }
  }

  private Found row(
      String label,
      double change,
      Load before,
      Load now,
      double deviation,
      ComparisonPolicy policy) {
    Found found = new Found(new EnumMap<>(Verdict.class), new EnumMap<>(Verdict.class));
    Random days = new Random(label.hashCode());
    for (int run = 0; run < RUNS; run++) {
      RunResult old = run(2L * run, Math.exp(deviation * days.nextGaussian()), before);
      RunResult candidate =
          run(2L * run + 1, change * Math.exp(deviation * days.nextGaussian()), now);
      Comparison comparison = RunComparison.between(old, candidate, policy);
      Decision decision = comparison.pairs().get(0).metrics().get(0).decision();
      found.rule().merge(decision.verdict(), 1, Integer::sum);
      found.before().merge(today(old, candidate), 1, Integer::sum);
    }
    table.add(
        label,
        new Share(found.of(Verdict.REGRESSION), RUNS),
        new Share(found.of(Verdict.IMPROVEMENT), RUNS),
        new Share(found.of(Verdict.EQUIVALENT), RUNS),
        new Share(found.before(Verdict.REGRESSION), RUNS),
        new Share(found.before(Verdict.IMPROVEMENT), RUNS));
    return found;
  }

  private static RunResult run(long seed, double seconds, Load load) {
    return new MadeUpRun(seed).clips(1).load(load::at, load.hurt()).system("a", seconds).result();
  }

  /** The rule of before: all forks, and the tolerance alone. */
  private static Verdict today(RunResult old, RunResult now) {
    return VerdictRule.decide(
            Ratio.welch(forks(old), forks(now), Estimate.LEVEL),
            Direction.LOWER_IS_BETTER,
            Tolerance.SPEED)
        .verdict();
  }

  private static ForkedSample forks(RunResult run) {
    return ForkValues.of(run.runConfigs().get(0).trials(), Metrics.RTF).sample().orElseThrow();
  }
}
