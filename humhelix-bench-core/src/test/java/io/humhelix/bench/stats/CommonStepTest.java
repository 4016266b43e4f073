package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommonStepTest {

  private static final CommonStep NOT_LOOKED_FOR = new CommonStep(1, 1, 0, 0);

  private final SimulatedMachine machine = new SimulatedMachine(SimulatedMachine.Noise.GAUSS, 41);

  /** Forks whose trials after the first ones are slower. */
  private double[][] stepping(int forks, int trials, int at, double factor) {
    double[][] values = new double[forks][];
    for (int i = 0; i < forks; i++) {
      values[i] = machine.fork(trials, 1);
      for (int j = at; j < trials; j++) {
        values[i][j] *= factor;
      }
    }
    return values;
  }

  @Test
  void shortForksShowTogetherWhatNoneShowsAlone() {
    double[][] forks = stepping(10, 5, 3, 1.3);
    CommonStep found = CommonStep.of(ForkedSample.of(forks), 1);

    assertTrue(found.present(), found::toString);
    assertEquals(3, found.at());
    assertEquals(10, found.forks());
    assertEquals(1.3, found.shift(), 0.02);
    assertEquals(found, CommonStep.of(ForkedSample.of(forks), 1));
    for (double[] fork : forks) {
      assertTrue(Steadiness.of(ForkedSample.of(fork), 0, 1).steady());
    }
  }

  @Test
  void theSameForksWithoutAStepShowNone() {
    assertFalse(CommonStep.of(ForkedSample.of(stepping(10, 5, 3, 1)), 1).present());
  }

  @Test
  void aSmallStepIsNoMatter() {
    double[][] forks = new double[10][8];
    for (double[] fork : forks) {
      Arrays.setAll(fork, i -> (i < 4 ? 1 : 1.015) + 0.001 * (i % 3));
    }
    CommonStep small = CommonStep.of(ForkedSample.of(forks), 1);

    assertEquals(1, small.p());
    assertEquals(1.015, small.shift(), 0.001);
  }

  /** Most values are the same: there is no reach to draw far ones in to. */
  @Test
  void aPerfectStepIsFound() {
    double[][] forks = new double[10][];
    Arrays.setAll(forks, i -> new double[] {1, 1, 1, 2, 2});

    assertTrue(CommonStep.of(ForkedSample.of(forks), 1).present());
    Arrays.setAll(forks, i -> new double[] {2, 2, 2, 2, 2});
    assertFalse(CommonStep.of(ForkedSample.of(forks), 1).present());
  }

  @ParameterizedTest
  @CsvSource({"6, 3", "5, 4", "4, 5"})
  void soFewAreEnough(int trials, int forks) {
    double[][] values = new double[forks][];
    Arrays.setAll(values, i -> perfect(trials, i));

    assertTrue(CommonStep.of(ForkedSample.of(values), 1).present());
    assertFalse(
        CommonStep.of(ForkedSample.of(Arrays.copyOf(values, forks - 1)), 1).present(),
        "one fork less has too few orders");
  }

  private static double[] perfect(int trials, int fork) {
    double[] values = new double[trials];
    Arrays.setAll(values, i -> (i < (trials + 1) / 2 ? 1 : 1.3) + 0.001 * ((3 * i + 2 * fork) % 5));
    return values;
  }

  @Test
  void aStepOfAFewForksIsNotCommon() {
    double[][] forks = stepping(10, 8, 4, 1);
    System.arraycopy(stepping(2, 8, 4, 1.5), 0, forks, 0, 2);

    assertFalse(CommonStep.of(ForkedSample.of(forks), 1).present());
  }

  @Test
  void stepsUpAndDownAreNotCommon() {
    double[][] forks = new double[9][];
    for (int i = 0; i < forks.length; i++) {
      // Three forks rise, three fall and three stay.
      forks[i] = stepping(1, 8, 4, i % 3 == 0 ? 1.2 : i % 3 == 1 ? 1 / 1.2 : 1)[0];
    }

    assertFalse(CommonStep.of(ForkedSample.of(forks), 1).present());
  }

  @Test
  void forksMayDifferInLength() {
    double[][] forks = stepping(9, 7, 3, 1.3);
    forks[0] = Arrays.copyOf(forks[0], 5);
    forks[1] = Arrays.copyOf(forks[1], 4);
    forks[2] = Arrays.copyOf(forks[2], 3);
    forks[3] = Arrays.copyOf(forks[3], 1);
    CommonStep found = CommonStep.of(ForkedSample.of(forks), 1);

    assertTrue(found.present(), found::toString);
    assertEquals(3, found.at());
    // Those of 7 and of 5 trials.
    assertEquals(6, found.forks());
  }

  @Test
  void whereThereAreTooFewNothingIsSaid() {
    assertEquals(NOT_LOOKED_FOR, CommonStep.of(ForkedSample.of(), 1));
    assertEquals(NOT_LOOKED_FOR, CommonStep.of(ForkedSample.of(stepping(2, 30, 15, 2)), 1));
    assertEquals(NOT_LOOKED_FOR, CommonStep.of(ForkedSample.of(stepping(10, 3, 1, 2)), 1));
    double[][] forks = stepping(10, 3, 1, 2);
    forks[0] = new double[] {1, 1, 2, 2, 2};
    forks[1] = forks[0];
    assertEquals(NOT_LOOKED_FOR, CommonStep.of(ForkedSample.of(forks), 1));
  }

  @Test
  void whatWarmUpLeavesOutIsNoStep() {
    ForkedSample slowStart = ForkedSample.of(stepping(10, 5, 2, 1 / 1.2));

    assertTrue(CommonStep.of(slowStart, 1).present());
    assertFalse(CommonStep.behind(2, slowStart, 1).present());
    assertTrue(CommonStep.behind(0, slowStart, 1).present());
    ForkedSample longer = ForkedSample.of(stepping(10, 12, 2, 1 / 1.2));
    assertFalse(CommonStep.behind(2, longer, 1).present());
  }

  @Test
  void theStepBehindWarmUpIsCountedFromTheFirstTrial() {
    ForkedSample shortForks = ForkedSample.of(stepping(10, 5, 3, 1.3));
    for (int warmUp = 0; warmUp <= 2; warmUp++) {
      CommonStep found = CommonStep.behind(warmUp, shortForks, 1);
      assertTrue(found.present(), found::toString);
      assertEquals(3, found.at());
    }
    assertEquals(8, CommonStep.behind(2, ForkedSample.of(stepping(10, 12, 8, 1.3)), 1).at());
    assertEquals(NOT_LOOKED_FOR, CommonStep.behind(0, ForkedSample.of(stepping(5, 1, 1, 1)), 1));
  }
}
