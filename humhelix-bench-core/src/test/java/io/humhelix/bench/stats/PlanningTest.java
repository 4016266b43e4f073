package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many forks and trials, and which tolerance a host allows. */
class PlanningTest {

  private static final double BOUND = Math.log(1.05);

  /** By how much the upper 80 % bound of the spread of five exceeds it: with SciPy. */
  private static final double UPPER = 1.55757542255663;

  private static Estimate paired(int blocks, double center, double deviation) {
    SampleSize size = new SampleSize(Replicate.FORK_PAIR, blocks, blocks, 10L * blocks);
    Precision precision =
        new Precision(center, deviation / Math.sqrt(blocks), blocks - 1, Scale.LOG);
    return Estimate.ofT(precision, 0.95, size, Method.PAIRED_LOG_T);
  }

  @Test
  void theStatedForksSettleItInFourOfFive() {
    Random random = new Random(8);
    for (double truth : new double[] {0, 0.02, 0.03, 0.075, 0.1}) {
      double deviation = 0.03;
      // The plan's spread is then the true one.
      Estimate present = paired(5, truth, deviation / UPPER);
      int k = RequiredForks.toSettle(present, -BOUND, BOUND).getAsInt();
      int runs = 1_000;
      int settled = 0;
      for (int run = 0; run < runs; run++) {
        double[] logs = random.doubles(k).map(x -> random.nextGaussian()).toArray();
        for (int i = 0; i < k; i++) {
          logs[i] = truth + deviation * logs[i];
        }
        Interval interval =
            LogMeans.estimate(
                    Tails.equal(0.95),
                    Method.PAIRED_LOG_T,
                    SampleSize.of(Replicate.FORK_PAIR, k, k),
                    logs)
                .interval()
                .orElseThrow();
        boolean within = interval.low() >= 1 / 1.05 && interval.high() <= 1.05;
        settled += within || interval.low() > 1.05 ? 1 : 0;
      }
      // The t for the power is an approximation: 0.8 is met, and not exceeded by much.
      assertTrue(
          settled >= 0.75 * runs && settled <= 0.97 * runs,
          truth + ": " + k + " forks settle " + settled);
    }
  }

  @Test
  void tooCloseToTheBoundNothingSettles() {
    assertEquals(
        OptionalInt.empty(), RequiredForks.toSettle(paired(5, BOUND, 0.02), -BOUND, BOUND));
    assertEquals(
        OptionalInt.empty(),
        RequiredForks.toSettle(
            Estimate.withoutInterval(
                1, SampleSize.of(Replicate.FORK, 2, 9), Method.LOG_T, "too few"),
            -BOUND,
            BOUND));
  }

  @Test
  void moreForksThanThereAreAreAskedFor() {
    assertEquals(OptionalInt.of(6), RequiredForks.toSettle(paired(5, 0, 0.0001), -BOUND, BOUND));
  }

  /** The formula solved with SciPy. */
  @ParameterizedTest
  @CsvSource({
    "0.0125, 0.05, 6",
    "0.0125, 0.03, 13",
    "0.0125, 0.01, 100",
    "0.04, 0.05, 44",
    "0.006, 0.05, 3",
    // Three would do, but are not said to be enough from a spread of 1 % on.
    "0.011, 0.2, 4",
    "0.0099, 0.2, 3"
  })
  void forksForATolerance(double deviation, double tolerance, int expected) {
    SampleSize size = SampleSize.of(Replicate.FORK, 4, 40);
    Precision precision = new Precision(1, deviation / 2, 3, Scale.LOG);
    Estimate level = Estimate.ofT(precision, 0.95, size, Method.LOG_T);

    assertEquals(OptionalInt.of(expected), RequiredForks.toShowEquality(level, tolerance));
  }

  @ParameterizedTest
  @CsvSource({"0, 12", "0.03, 67", "0.075, 27"})
  void forksToSettle(double center, int expected) {
    assertEquals(
        OptionalInt.of(expected), RequiredForks.toSettle(paired(5, center, 0.03), -BOUND, BOUND));
  }

  @Test
  void withoutASpreadNothingIsPlanned() {
    Estimate two =
        GeometricMean.of(ForkedSample.of(new double[] {1}, new double[] {2}), Tails.equal(0.95));
    Precision precision = new Precision(1, 0.01, 3, Scale.LOG);
    SampleSize size = SampleSize.of(Replicate.FORK, 4, 40);

    assertEquals(OptionalInt.empty(), RequiredForks.toShowEquality(two, 0.05));
    assertEquals(
        OptionalInt.empty(),
        RequiredForks.toShowEquality(Estimate.ofT(precision, 0.95, size, Method.LOG_T), 0));
  }

  @Test
  void unequalSidesCountAsTheirHarmonicMean() {
    SimulatedMachine machine = new SimulatedMachine(SimulatedMachine.Noise.GAUSS, 3);
    Estimate change = Ratio.welch(machine.forks(40, 10, 1), machine.forks(3, 10, 1.045), 0.95);

    assertTrue(RequiredForks.toSettle(change, -BOUND, BOUND).orElse(0) >= 4);
  }

  /** Days that differ by 1.5 % make two of three comparisons with a stored baseline wrong. */
  @Test
  void theFloorCoversTheDifferenceOfDays() {
    Random random = new Random(15);
    SimulatedMachine machine = new SimulatedMachine(SimulatedMachine.Noise.GAUSS, 15);
    int runs = Band.runs(400);
    int alarms = 0;
    int beyondFloor = 0;
    for (int run = 0; run < runs; run++) {
      double[] earlier = new double[5];
      for (int i = 0; i < earlier.length; i++) {
        earlier[i] = ofTwoDays(machine, random).point();
      }
      double floor = Math.log1p(NoiseFloor.of(earlier, 0.95).getAsDouble());
      Precision precision = ofTwoDays(machine, random).precision().orElseThrow();
      double reach = precision.reach(0.95);
      alarms += Math.abs(precision.center()) > reach ? 1 : 0;
      beyondFloor += Math.abs(precision.center()) > reach + floor ? 1 : 0;
    }
    Band.atLeast(0.30, 0.35).check("without the floor", alarms, runs);
    Band.atMost(0.065, 0.05).check("with the floor", beyondFloor, runs);
  }

  private static Estimate ofTwoDays(SimulatedMachine machine, Random random) {
    double[] days = {
      Math.exp(0.015 * random.nextGaussian()), Math.exp(0.015 * random.nextGaussian())
    };
    return Ratio.welch(machine.forks(5, 10, days[0]), machine.forks(5, 10, days[1]), 0.95);
  }

  @Test
  void floorOfKnownRatios() {
    double[] ratios = {Math.exp(0.01), Math.exp(-0.01), Math.exp(0.01)};
    // t(.975, 3) = 3.182446.
    assertEquals(Math.expm1(0.03182446305), NoiseFloor.of(ratios, 0.95).getAsDouble(), 1e-9);
    assertEquals(OptionalDouble.empty(), NoiseFloor.of(new double[] {1, 1}, 0.95));
    assertThrows(IllegalArgumentException.class, () -> NoiseFloor.of(new double[] {1, 1, 0}, 0.95));
  }

  @Test
  void spreadSplitsIntoForksAndTrials() {
    Random random = new Random(2);
    double[][] forks = new double[2_000][];
    for (int i = 0; i < forks.length; i++) {
      double level = 0.01 * random.nextGaussian();
      forks[i] =
          random
              .doubles(3 + i % 5)
              .map(x -> Math.exp(level + 0.02 * random.nextGaussian()))
              .toArray();
    }
    TrialAllocation allocation = TrialAllocation.of(ForkedSample.of(forks));

    assertEquals(0.01, allocation.forkDeviation(), 0.001);
    assertEquals(0.02, allocation.trialDeviation(), 0.0005);
  }

  @Test
  void trialsPerForkAreThoseOfTheDesign() {
    TrialAllocation allocation = new TrialAllocation(0.01, 0.02);

    assertEquals(6, allocation.trialsPerFork(10, 1));
    assertEquals(20, allocation.trialsPerFork(1_000, 1));
    assertEquals(3, allocation.trialsPerFork(0.1, 1));
    assertEquals(20, new TrialAllocation(0, 0.02).trialsPerFork(1, 1));
    assertThrows(IllegalArgumentException.class, () -> allocation.trialsPerFork(0, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> TrialAllocation.of(ForkedSample.of(new double[] {1}, new double[] {2})));
  }

  @Test
  void exactValuesChangeByWhatTheyDiffer() {
    Estimate change = ExactChange.ofMaximum(Sample.of(100, 90), Sample.of(95, 103));

    assertEquals(new Interval(3, 3, 1), change.interval().orElseThrow());
    assertThrows(
        IllegalArgumentException.class, () -> ExactChange.ofMaximum(Sample.of(), Sample.of(1)));
  }
}
