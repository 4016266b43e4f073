package io.humhelix.bench.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How often intervals hold the truth, and how often equal systems are called different. */
@Tag("slow")
class EqualPairsSimulationTest {

  /** Nominal 5 % and its band for 2 000 runs: the false alarms that are accepted. */
  private static final Band FALSE_ALARMS = Band.atMost(0.065, 0.05);

  private static final Band COVERAGE = new Band(0.935, 0.95, 0.985, 0.98);

  private static final int RUNS = Band.runs(500);

  /** Levels are quick to simulate next to their truth: in every build at the full number. */
  private static final int LEVELS = Band.FULL_RUNS;

  private static final int TRIALS = 10;

  /** Forks whose mean counts as the truth: known to a hundredth of the error of 5 forks. */
  private static final int TRUTH = 100_000;

  private static final double RATIO = 1.05;

  private interface Comparison {
    Interval of(ForkedSample baseline, ForkedSample candidate);
  }

  private static final Comparison WELCH =
      (old, now) -> Ratio.welch(old, now, 0.95).interval().orElseThrow();
  private static final Comparison PAIRED =
      (old, now) -> Ratio.paired(old, now, 0.95).interval().orElseThrow();

  /** The usual mistake: every trial counts as independent. */
  private static final Comparison POOLED =
      (old, now) -> WELCH.of(trialsAsForks(old), trialsAsForks(now));

  /** The usual remedy, which needs more forks than anybody has. */
  private static final Comparison BOOTSTRAP = EqualPairsSimulationTest::bootstrap;

  static Stream<Arguments> grid() {
    return Stream.of(SimulatedMachine.Noise.values())
        .flatMap(noise -> Stream.of(3, 5, 10, 20).map(k -> Arguments.of(noise, k)));
  }

  @ParameterizedTest
  @MethodSource("grid")
  void ratiosHoldTheTruth(SimulatedMachine.Noise noise, int forks) {
    int welch = misses(WELCH, noise, forks);
    int paired = misses(PAIRED, noise, forks);

    FALSE_ALARMS.check("Welch", welch, RUNS);
    FALSE_ALARMS.check("paired", paired, RUNS);
    COVERAGE.check("Welch", RUNS - welch, RUNS);
    COVERAGE.check("paired", RUNS - paired, RUNS);
  }

  @ParameterizedTest
  @MethodSource("grid")
  void levelsHoldTheTruth(SimulatedMachine.Noise noise, int forks) {
    COVERAGE.check("geometric mean", hits(Tails.ofTimes(0.95), noise, forks), LEVELS);
  }

  /** Why a level leaves less of its error on the slow side: equal tails do not pass. */
  @ParameterizedTest
  @ValueSource(ints = {5, 10})
  void equalTailsAreFoundOut(int forks) {
    int hits = hits(Tails.equal(0.95), SimulatedMachine.Noise.BIMODAL, forks);

    COVERAGE.checkRefused("equal tails", hits, LEVELS);
  }

  /** Nor does the tenth of the error on the wrong side. */
  @Test
  void theWrongSideIsFoundOut() {
    int hits = hits(Tails.ofRates(0.95), SimulatedMachine.Noise.BIMODAL, 5);

    COVERAGE.checkRefused("the tails of a rate", hits, LEVELS);
  }

  /** The mutation "trials instead of forks" does not pass the same check. */
  @ParameterizedTest
  @MethodSource("grid")
  void pooledTrialsAreFoundOut(SimulatedMachine.Noise noise, int forks) {
    int misses = misses(POOLED, noise, forks);

    FALSE_ALARMS.checkRefused("pooling", misses, RUNS);
    COVERAGE.checkRefused("pooling", RUNS - misses, RUNS);
  }

  @Test
  void aBootstrapOfFewForksIsFoundOut() {
    int misses = misses(BOOTSTRAP, SimulatedMachine.Noise.GAUSS, 5);

    FALSE_ALARMS.checkRefused("bootstrap of 5 forks", misses, RUNS);
  }

  private static int misses(Comparison comparison, SimulatedMachine.Noise noise, int forks) {
    SimulatedMachine machine = new SimulatedMachine(noise, 1_000 + forks);
    int misses = 0;
    for (int run = 0; run < RUNS; run++) {
      ForkedSample baseline = machine.forks(forks, TRIALS, 1);
      ForkedSample candidate = machine.forks(forks, TRIALS, RATIO);
      if (!comparison.of(baseline, candidate).contains(RATIO)) {
        misses++;
      }
    }
    return misses;
  }

  private static int hits(Tails tails, SimulatedMachine.Noise noise, int forks) {
    SimulatedMachine machine = new SimulatedMachine(noise, 71 + forks);
    double truth = Math.exp(Moments.of(machine.forks(TRUTH, TRIALS, 1).logMedians()).mean());
    int hits = 0;
    for (int run = 0; run < LEVELS; run++) {
      ForkedSample sample = machine.forks(forks, TRIALS, 1);
      if (GeometricMean.of(sample, tails).interval().orElseThrow().contains(truth)) {
        hits++;
      }
    }
    return hits;
  }

  private static ForkedSample trialsAsForks(ForkedSample sample) {
    List<double[]> forks = new ArrayList<>();
    for (int i = 0; i < sample.forks(); i++) {
      for (double trial : sample.fork(i)) {
        forks.add(new double[] {trial});
      }
    }
    return ForkedSample.of(forks);
  }

  private static Interval bootstrap(ForkedSample baseline, ForkedSample candidate) {
    SplittableRandom random = new SplittableRandom(11);
    double[] old = baseline.logMedians();
    double[] now = candidate.logMedians();
    double[] drawn = new double[400];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = drawnMean(now, random) - drawnMean(old, random);
    }
    Sample sample = Sample.of(drawn);
    return new Interval(
        Math.exp(sample.quantile(0.025).orElseThrow()),
        Math.exp(sample.quantile(0.975).orElseThrow()),
        0.95);
  }

  private static double drawnMean(double[] values, SplittableRandom random) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[random.nextInt(values.length)];
    }
    return sum / values.length;
  }
}
