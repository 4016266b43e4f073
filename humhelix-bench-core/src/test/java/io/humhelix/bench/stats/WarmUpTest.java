package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarmUpTest {

  private static final WarmUp UNJUDGED = new WarmUp(0, false, 1);

  private static ForkedSample forks(int count, double... trials) {
    double[][] forks = new double[count][];
    // Forks have levels of their own, which must not matter.
    Arrays.setAll(forks, i -> Arrays.stream(trials).map(x -> x * (1 + i)).toArray());
    return ForkedSample.of(forks);
  }

  private static ForkedSample inverse(ForkedSample sample) {
    double[][] forks = new double[sample.forks()][];
    Arrays.setAll(forks, i -> Arrays.stream(sample.fork(i)).map(x -> 1 / x).toArray());
    return ForkedSample.of(forks);
  }

  /** Of 27 arrangements only one is as slow. */
  @Test
  void aSlowFirstTrialOfEveryForkIsWarmUp() {
    WarmUp found = WarmUp.ofTimes(forks(3, 1.2, 1, 1.01));

    assertEquals(1, found.dropped());
    assertEquals(1 / 27.0, found.p(), 1e-12);
  }

  /**
   * Against the mean of all trials, the first one of a short fork would count for less: 21 of 24.
   */
  @Test
  void aFirstTrialIsComparedWithTheLaterOnesAlone() {
    double[][] logs = {{0.8, 0.3}, {0.2, 0.7, 0.8, 0.9}, {0.3, 0.9, 0.7}};
    double[][] times = Arrays.stream(logs).map(WarmUpTest::exp).toArray(double[][]::new);

    assertEquals(18 / 24.0, WarmUp.ofTimes(ForkedSample.of(times)).p(), 1e-12);
  }

  private static double[] exp(double[] logs) {
    return Arrays.stream(logs).map(Math::exp).toArray();
  }

  @Test
  void aSlowStartIsLeftOutUpToHalf() {
    assertEquals(3, WarmUp.ofTimes(forks(5, 4, 3, 2, 1, 1.01, 1, 1.02, 1.01)).dropped());
    assertEquals(2, WarmUp.ofTimes(forks(5, 4, 3, 2, 1.5, 1.2)).dropped());
    assertEquals(1, WarmUp.ofTimes(forks(5, 3, 2, 1)).dropped());
  }

  /** Nothing is left to test of forks that lost one trial of two, however many they are. */
  @Test
  void thousandsOfForksAreJudged() {
    assertEquals(1, WarmUp.ofTimes(forks(10_000, 1.2, 1)).dropped());
  }

  @Test
  void theTestHasOneSide() {
    ForkedSample rising = forks(10, 1, 1.1, 1.2, 1.3, 1.4);

    assertEquals(0, WarmUp.ofTimes(rising).dropped());
    assertEquals(1, WarmUp.ofTimes(rising).p());
    assertEquals(2, WarmUp.ofRates(rising).dropped(), "a rate that rises was slow at first");
    assertEquals(WarmUp.ofTimes(rising), WarmUp.ofRates(inverse(rising)));
    assertEquals(0, WarmUp.ofRates(inverse(rising)).dropped());
  }

  /** Where 1 / trials^forks is above 0.05. */
  @ParameterizedTest
  @CsvSource({"1, 19, 20", "1, 1, 20", "2, 4, 5", "3, 2, 3", "4, 2, 3", "5, 1, 2", "10, 1, 2"})
  void tooFewTrialsCannotBeJudged(int forks, int trials, int needed) {
    double[] slow = IntStream.range(0, needed).mapToDouble(i -> i == 0 ? 3 : 1).toArray();

    assertEquals(UNJUDGED, WarmUp.ofTimes(forks(forks, Arrays.copyOf(slow, trials))));
    assertEquals(1, WarmUp.ofTimes(forks(forks, slow)).dropped());
    assertEquals(needed, WarmUp.fewestTrials(forks));
    assertEquals(UNJUDGED, WarmUp.ofTimes(ForkedSample.of()));
  }

  @Test
  void equalValuesAreSteady() {
    assertEquals(new WarmUp(0, true, 1), WarmUp.ofTimes(forks(5, 2, 2, 2, 2, 2)));
    assertEquals(new WarmUp(0, true, 1), WarmUp.ofTimes(forks(10, 0.3, 0.3, 0.3, 0.3, 0.3)));
    // Two of three trials are as slow: 8 of 27 arrangements.
    assertEquals(8 / 27.0, WarmUp.ofTimes(forks(3, 2, 2, 1)).p(), 1e-12);
  }

  @Test
  void theShortestForkSaysHowManyMayBeLeftOut() {
    ForkedSample uneven =
        ForkedSample.of(
            new double[] {4, 3, 2, 1, 1, 1.01, 1, 1.01},
            new double[] {4, 3, 2, 1, 1, 1.01, 1, 1.01},
            new double[] {4, 3, 2});
    assertEquals(1, WarmUp.ofTimes(uneven).dropped());
    ForkedSample cut = ForkedSample.of(uneven.fork(0), uneven.fork(1), new double[] {4});
    assertEquals(UNJUDGED, WarmUp.ofTimes(cut));
  }

  /** More arrangements than are counted: drawn ones agree, and are the same each time. */
  @Test
  void manyArrangementsAreDrawn() {
    ForkedSample counted = new SimulatedMachine(SimulatedMachine.Noise.GAUSS, 3).forks(4, 11, 1);
    double exact = WarmUp.ofTimes(counted).p();
    double[][] twice = new double[5][];
    Arrays.setAll(twice, i -> i < 4 ? counted.fork(i) : new double[] {1, 1});

    double drawn = WarmUp.ofTimes(ForkedSample.of(twice)).p();
    assertEquals(exact, drawn, 0.3 * exact + 0.01);
    assertEquals(drawn, WarmUp.ofTimes(ForkedSample.of(twice)).p());
  }

  @Test
  void bothSidesOfAComparisonLeaveOutTheSame() {
    WarmUp quick = new WarmUp(1, true, 0.03);
    WarmUp slow = new WarmUp(3, true, 0.001);

    assertEquals(slow, quick.with(slow, 8));
    assertEquals(slow, slow.with(quick, 7));
    assertEquals(2, slow.with(WarmUp.NONE, 4).dropped());
    assertEquals(new WarmUp(1, false, 0.03), quick.with(UNJUDGED, 2));
    assertThrows(IllegalArgumentException.class, () -> new WarmUp(-1, true, 1));
  }
}
