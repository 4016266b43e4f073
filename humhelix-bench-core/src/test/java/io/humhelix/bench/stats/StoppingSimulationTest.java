package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that end a run, on pairs of equal systems: differences of 1.9 % around 0. */
class StoppingSimulationTest {

  private static final double HALF_WIDTH = 0.008;
  private static final int MAXIMUM = 40;
  private static final int RUNS = Band.runs(500);
  private static final Tails EQUAL = Tails.equal(0.95);
  private static final double DEVIATION = 0.019;

  @ParameterizedTest
  @ValueSource(ints = {5, 8, 10})
  void steinHolds(int pilot) {
    int alarms = alarms(new SteinTwoStage(HALF_WIDTH, EQUAL, pilot, MAXIMUM), pilot);

    Band.atMost(0.065, 0.05).check("Stein", alarms, RUNS);
  }

  @Test
  void steinWithoutACapHasTheWidthAskedFor() {
    SteinTwoStage rule = new SteinTwoStage(HALF_WIDTH, EQUAL, 5, 100_000);
    Random random = new Random(1);
    for (int run = 0; run < 50; run++) {
      double[] values = run(rule, random);
      double reach = estimate(rule, values).precision().orElseThrow().reach(0.95);
      assertTrue(reach <= HALF_WIDTH * 1.000001, "at " + values.length + ": " + reach);
    }
  }

  @Test
  void precisionHoldsFromTenForksOn() {
    int alarms = alarms(new PrecisionStop(HALF_WIDTH, EQUAL, 10, MAXIMUM), 10);

    Band.atMost(0.075, 0.06).check("precision", alarms, RUNS);
  }

  /** What no rule here does, and why. */
  @Test
  void stoppingAtTheFirstSignificantDifferenceIsFoundOut() {
    Random random = new Random(3);
    int alarms = 0;
    for (int run = 0; run < RUNS; run++) {
      double[] values = draw(random, MAXIMUM);
      boolean significant =
          IntStream.rangeClosed(5, MAXIMUM)
              .mapToObj(n -> estimate(new FixedForks(n, EQUAL), Arrays.copyOf(values, n)))
              .anyMatch(e -> !e.interval().orElseThrow().contains(1));
      alarms += significant ? 1 : 0;
    }
    Band.atMost(0.065, 0.05).checkRefused("peeking", alarms, RUNS);
    Band.atLeast(0.18, 0.18).check("peeking", alarms, RUNS);
  }

  /** Two runs whose forks were counted, compared: by the pilots' spread, and not by that of all. */
  @ParameterizedTest
  @CsvSource({"3, 0.02, 20, 0.01", "5, 0.01, 40, 0.01", "5, 0.02, 40, 0.02"})
  void comparedRunsThatWereCountedHold(int pilot, double width, int maximum, double deviation) {
    SteinTwoStage rule = new SteinTwoStage(width, EQUAL, pilot, maximum);
    Random random = new Random(17 + pilot);
    int alarms = 0;
    int plain = 0;
    for (int run = 0; run < Band.FULL_RUNS; run++) {
      ForkedSample old = forks(run(rule, random, deviation));
      ForkedSample now = forks(run(rule, random, deviation));
      alarms += isCalledDifferent(old.withPilot(pilot), now.withPilot(pilot)) ? 1 : 0;
      plain += isCalledDifferent(old, now) ? 1 : 0;
    }
    Band.atMost(0.065, 0.05).check("the pilots' spread", alarms, Band.FULL_RUNS);
    Band.atMost(0.065, 0.05).checkRefused("the spread of all", plain, Band.FULL_RUNS);
  }

  private static boolean isCalledDifferent(ForkedSample old, ForkedSample now) {
    return !Ratio.welch(old, now, 0.95).interval().orElseThrow().contains(1);
  }

  private static ForkedSample forks(double... logs) {
    return ForkedSample.of(
        Arrays.stream(logs).mapToObj(log -> new double[] {Math.exp(log)}).toList());
  }

  @Test
  void aCountedSideIsKnownByItsPilot() {
    ForkedSample counted = forks(0.00, 0.01, 0.02, 0.5, 0.7).withPilot(3);
    ForkedSample fixed = forks(0.1, 0.2, 0.3, 0.4);
    Precision precision = Ratio.welch(fixed, counted, 0.95).precision().orElseThrow();

    assertEquals(2, precision.degreesOfFreedom());
    double variance = 0.01 * 0.01 / 5 + Moments.of(fixed.logMedians()).variance() / 4;
    assertEquals(Math.sqrt(variance), precision.standardError(), 1e-12);
    assertEquals(0.246 - 0.25, precision.center(), 1e-12);
    assertEquals(Method.STEIN_WELCH_LOG_T, Ratio.welch(counted, fixed, 0.95).method());
    // Forks that failed can leave fewer than the pilot was to have: then nothing was computed.
    ForkedSample short3 = forks(0.00, 0.01, 0.02).withPilot(5);
    assertEquals(Method.WELCH_LOG_T, Ratio.welch(fixed, short3, 0.95).method());
    assertEquals(3, counted.withoutFirst(0).pilot().orElseThrow());
    assertThrows(IllegalArgumentException.class, () -> fixed.withPilot(2));
  }

  @Test
  void countsWanted() {
    SteinTwoStage stein = new SteinTwoStage(0.01, EQUAL, 3, 20);
    assertEquals(3, stein.wanted());
    assertEquals(3, stein.wanted(0.1, 0.2));
    // s0 = 0.01, t(.975, 2) = 4.303: 4.303^2 = 18.5.
    assertEquals(19, stein.wanted(0.00, 0.01, 0.02));
    assertEquals(19, stein.wanted(0.00, 0.01, 0.02, 5, 6));
    assertEquals(20, stein.wanted(0, 1, 2));
    assertEquals(3, stein.wanted(1, 1, 1));

    PrecisionStop precision = new PrecisionStop(0.01, EQUAL, 10, 12);
    double[] narrow = new double[10];
    double[] wide = draw(new Random(1), 11);
    wide[0] = 9;
    assertEquals(10, precision.wanted(1, 2));
    assertEquals(10, precision.wanted(narrow));
    assertEquals(12, precision.wanted(wide));
    assertEquals(12, precision.wanted(Arrays.copyOf(wide, 12)));
    assertEquals(4, new FixedForks(4, EQUAL).wanted(wide));
    assertEquals(4, new FixedForks(4, EQUAL).maximum());
  }

  @Test
  void steinKeepsThePilotsDegreesOfFreedom() {
    SteinTwoStage rule = new SteinTwoStage(0.01, EQUAL, 3, 20);
    double[] values = {0.00, 0.01, 0.02, 0.5, 0.7};
    Precision precision = estimate(rule, values).precision().orElseThrow();

    assertEquals(2, precision.degreesOfFreedom());
    assertEquals(0.01 / Math.sqrt(5), precision.standardError(), 1e-12);
    assertEquals(Method.STEIN_LOG_T, estimate(rule, values).method());
    assertTrue(estimate(rule, 1, 2).interval().isEmpty());
  }

  @Test
  void refusesRulesThatDoNotHold() {
    assertThrows(IllegalArgumentException.class, () -> new PrecisionStop(HALF_WIDTH, EQUAL, 5, 40));
    assertThrows(IllegalArgumentException.class, () -> new SteinTwoStage(HALF_WIDTH, EQUAL, 2, 40));
    assertThrows(IllegalArgumentException.class, () -> new SteinTwoStage(HALF_WIDTH, EQUAL, 5, 4));
    assertThrows(IllegalArgumentException.class, () -> new SteinTwoStage(0, EQUAL, 5, 40));
    assertThrows(IllegalArgumentException.class, () -> new PrecisionStop(-1, EQUAL, 10, 40));
    assertThrows(IllegalArgumentException.class, () -> new FixedForks(0, EQUAL));
  }

  private static int alarms(StoppingRule rule, long seed) {
    Random random = new Random(seed);
    int alarms = 0;
    for (int run = 0; run < RUNS; run++) {
      alarms += estimate(rule, run(rule, random)).interval().orElseThrow().contains(1) ? 0 : 1;
    }
    return alarms;
  }

  private static double[] run(StoppingRule rule, Random random) {
    return run(rule, random, DEVIATION);
  }

  private static double[] run(StoppingRule rule, Random random, double deviation) {
    double[] values = {};
    while (rule.wanted(values) > values.length) {
      int have = values.length;
      int wanted = rule.wanted(values);
      values = Arrays.copyOf(values, wanted);
      System.arraycopy(draw(random, wanted - have, deviation), 0, values, have, wanted - have);
    }
    return values;
  }

  private static double[] draw(Random random, int n) {
    return draw(random, n, DEVIATION);
  }

  private static double[] draw(Random random, int n, double deviation) {
    return random.doubles(n).map(x -> deviation * random.nextGaussian()).toArray();
  }

  private static Estimate estimate(StoppingRule rule, double... values) {
    int n = values.length;
    return rule.estimate(SampleSize.of(Replicate.FORK_PAIR, n, n), values);
  }
}
