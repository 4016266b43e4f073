package io.humhelix.bench.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.Side;
import io.humhelix.bench.compare.SpeedComparison;
import io.humhelix.bench.compare.Tolerance;
import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Band;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.GeometricMean;
import io.humhelix.bench.stats.MserWarmUp;
import io.humhelix.bench.stats.SimulatedMachine;
import io.humhelix.bench.stats.Tails;
import io.humhelix.bench.stats.WarmUp;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which trials are taken for warm-up, and what that does to levels and verdicts. */
@Tag("slow")
class WarmUpSimulationTest {

  private static final int RUNS = Band.runs(150);

  private static final IntToDoubleFunction SLOW_FIRST = trial -> trial == 0 ? 1.1 : 1;

  /** What is left out, by rule: that of today, none, and that of before. */
  private enum Rule {
    TEST(sample -> WarmUp.ofTimes(sample).dropped()),
    NONE(sample -> 0),
    MSER(MserWarmUp::dropped);

    private final ToIntFunction<ForkedSample> dropped;

    Rule(ToIntFunction<ForkedSample> dropped) {
      this.dropped = dropped;
    }

    ForkedSample kept(ForkedSample sample) {
      return sample.withoutFirst(dropped.applyAsInt(sample));
    }

    Verdict verdict(ForkedSample baseline, ForkedSample candidate) {
      int left = Math.max(dropped.applyAsInt(baseline), dropped.applyAsInt(candidate));
      return new SpeedComparison(Direction.LOWER_IS_BETTER, Tolerance.SPEED, false)
          .compare(side(baseline.withoutFirst(left)), side(candidate.withoutFirst(left)))
          .verdict();
    }

    private static Side side(ForkedSample sample) {
      return new Side(Optional.of(sample), 0, Optional.empty());
    }
  }

  @Test
  void steadyTrialsAreKeptAndASlowFirstOneIsNot() {
    SimulationTable table =
        new SimulationTable(
            "warm-up",
            "forks × trials",
            "steady: a trial left out",
            "with 3 % slow trials",
            "trials resemble the last one by 0.7",
            "first trial 10 % slower: found",
            "by MSER: a steady trial left out");
    for (int forks : new int[] {3, 5, 10}) {
      for (int trials : new int[] {2, 3, 5, 10, 30}) {
        row(table, forks, trials);
      }
    }
    table.publish();
  }

  private static void row(SimulationTable table, int forks, int trials) {
    ForkNoise noise = ForkNoise.seeded(100 * forks + trials);
    SimulatedMachine machine =
        new SimulatedMachine(SimulatedMachine.Noise.GAUSS, 100 * forks + trials);
    int steady = 0;
    int spiky = 0;
    int wandering = 0;
    int found = 0;
    int mser = 0;
    boolean judged = Math.pow(trials, forks) >= 20;
    for (int run = 0; run < RUNS; run++) {
      ForkedSample sample = noise.forks(forks, trials);
      WarmUp warmUp = WarmUp.ofTimes(sample);
      assertEquals(judged, warmUp.judged());
      steady += warmUp.dropped() > 0 ? 1 : 0;
      mser += MserWarmUp.dropped(sample) > 0 ? 1 : 0;
      spiky += WarmUp.ofTimes(machine.forks(forks, trials, 1)).dropped() > 0 ? 1 : 0;
      ForkedSample wander = noise.persistent(0.7).forks(forks, trials);
      wandering += WarmUp.ofTimes(wander).dropped() > 0 ? 1 : 0;
      ForkedSample slow = noise.forks(forks, trials, SLOW_FIRST);
      found += WarmUp.ofTimes(slow).dropped() > 0 ? 1 : 0;
    }
    String label = forks + " × " + trials;
    Band.atMost(0.07, 0.05).check(label + " steady", steady, RUNS);
    Band.atMost(0.07, 0.05).check(label + " with slow trials", spiky, RUNS);
    Band.atMost(0.10, 0.085).check(label + " wandering", wandering, RUNS);
    if (judged) {
      Band.atLeast(0.99, 0.998).check(label + " found", found, RUNS);
    } else {
      assertEquals(0, found);
    }
    if (trials <= 5) {
      Band.atMost(0.07, 0.05).checkRefused(label + " by MSER", mser, RUNS);
    }
    table.add(
        label,
        new Share(steady, RUNS),
        new Share(spiky, RUNS),
        new Share(wandering, RUNS),
        judged ? new Share(found, RUNS) : "cannot be judged",
        new Share(mser, RUNS));
  }

  @Test
  void theLevelIsThatAfterTheSlowStart() {
    SimulationTable table =
        new SimulationTable(
            "warm-up-levels",
            "forks × trials",
            "trials left out on average",
            "interval holds the level",
            "with all trials",
            "by MSER");
    Band nominal = Band.atLeast(0.93, 0.95);
    level(table, nominal, "5 × 2, steady", 5, 2, trial -> 1);
    level(table, nominal, "5 × 5, steady", 5, 5, trial -> 1);
    level(table, nominal, "10 × 30, steady", 10, 30, trial -> 1);
    level(table, nominal, "5 × 2, first trial 10 % slower", 5, 2, SLOW_FIRST);
    level(table, nominal, "5 × 5, first two 10 % slower", 5, 5, trial -> trial < 2 ? 1.1 : 1);
    level(table, nominal, "10 × 30, first eight 10 % slower", 10, 30, i -> i < 8 ? 1.1 : 1);
    // What is left of it when chance begins to explain the rest is not found by any test.
    level(
        table,
        Band.atLeast(0.83, 0.86),
        "10 × 30, 40 % slower at first, fading",
        10,
        30,
        trial -> 1 + 0.4 * Math.exp(-trial / 3.0));
    table.publish();
  }

  private static void level(
      SimulationTable table,
      Band band,
      String label,
      int forks,
      int trials,
      IntToDoubleFunction factor) {
    ForkNoise noise = ForkNoise.seeded(label.hashCode());
    int[] held = new int[Rule.values().length];
    long dropped = 0;
    for (int run = 0; run < RUNS; run++) {
      ForkedSample sample = noise.forks(forks, trials, factor);
      dropped += WarmUp.ofTimes(sample).dropped();
      for (Rule rule : Rule.values()) {
        held[rule.ordinal()] +=
            GeometricMean.of(rule.kept(sample), Tails.ofTimes(0.95))
                    .interval()
                    .filter(i -> i.low() <= 1 && 1 <= i.high())
                    .isPresent()
                ? 1
                : 0;
      }
    }
    band.check(label, held[Rule.TEST.ordinal()], RUNS);
    if (label.startsWith("5 × 2, first")) {
      band.checkRefused("all trials", held[Rule.NONE.ordinal()], RUNS);
    }
    table.add(
        label,
        String.format(Locale.ROOT, "%.2f", (double) dropped / RUNS),
        new Share(held[Rule.TEST.ordinal()], RUNS),
        new Share(held[Rule.NONE.ordinal()], RUNS),
        new Share(held[Rule.MSER.ordinal()], RUNS));
  }

  @Test
  void verdictsAreThoseWithoutRemoval() {
    SimulationTable table =
        new SimulationTable(
            "warm-up-verdicts",
            "forks × trials, a fifth of the trials 15 % slower",
            "equal: EQUIVALENT",
            "with all trials",
            "by MSER",
            "10 % slower: REGRESSION",
            "with all trials",
            "by MSER");
    int[] equal = verdicts(table, 10, 2);
    assertTrue(equal[0] > equal[2] + RUNS / 10, "MSER takes half of two trials");
    verdicts(table, 10, 5);
    verdicts(table, 5, 5);
    verdicts(table, 10, 10);
    table.publish();
  }

  private static int[] verdicts(SimulationTable table, int forks, int trials) {
    ForkNoise noise = ForkNoise.seeded(7 * forks + trials).withSlowMode(0.2);
    int[] equal = new int[Rule.values().length];
    int[] slower = new int[Rule.values().length];
    for (int run = 0; run < RUNS; run++) {
      ForkedSample baseline = noise.forks(forks, trials);
      ForkedSample candidate = noise.forks(forks, trials);
      ForkedSample slow = noise.forks(forks, trials, trial -> 1.1);
      for (Rule rule : Rule.values()) {
        int i = rule.ordinal();
        equal[i] += rule.verdict(baseline, candidate) == Verdict.EQUIVALENT ? 1 : 0;
        slower[i] += rule.verdict(baseline, slow) == Verdict.REGRESSION ? 1 : 0;
      }
    }
    String label = forks + " × " + trials;
    // The same runs by each rule: what one in twenty may lose of its trials changes little.
    assertTrue(equal[0] > equal[1] - 0.05 * RUNS, label + " equal " + equal[0] + "/" + equal[1]);
    assertTrue(slower[0] > slower[1] - 0.05 * RUNS, label + " slow " + slower[0] + "/" + slower[1]);
    table.add(
        label,
        new Share(equal[0], RUNS),
        new Share(equal[1], RUNS),
        new Share(equal[2], RUNS),
        new Share(slower[0], RUNS),
        new Share(slower[1], RUNS),
        new Share(slower[2], RUNS));
    return equal;
  }
}
