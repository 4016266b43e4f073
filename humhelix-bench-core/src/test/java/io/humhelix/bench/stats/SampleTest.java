package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleTest {

  /** Known answers of numpy.quantile(a, p) with its default method, linear. */
  @ParameterizedTest
  @CsvSource({"0, 1", "0.1, 1.9", "0.25, 3.25", "0.5, 5.5", "0.9, 9.1", "0.99, 9.91", "1, 10"})
  void quantilesAreThoseOfNumpy(double p, double expected) {
    Sample sample = Sample.of(10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
    assertEquals(expected, sample.quantile(p).orElseThrow(), 1e-12);
  }

  @Test
  void medianOfAnOddNumberIsAnObservation() {
    assertEquals(0.3, Sample.of(0.3, 100, 0.1).median().orElseThrow());
  }

  @Test
  void medianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
    assertEquals(2.5, Sample.of(4, 1, 3, 2).median().orElseThrow());
  }

  @Test
  void aSingleObservationIsEveryStatistic() {
    Sample sample = Sample.of(List.of(0.7));
    assertEquals(0.7, sample.mean().orElseThrow());
    assertEquals(0.7, sample.median().orElseThrow());
    assertEquals(0.7, sample.minimum().orElseThrow());
    assertEquals(0.7, sample.maximum().orElseThrow());
    assertEquals(1, sample.size());
  }

  @Test
  void nothingMeasuredIsNotZero() {
    Sample none = Sample.of();
    assertEquals(0, none.size());
    assertTrue(none.mean().isEmpty());
    assertTrue(none.median().isEmpty());
    assertTrue(none.quantile(1).isEmpty());
  }

  @Test
  void theSumOfTheMeanIsCompensated() {
    double[] values = new double[1_000_000];
    java.util.Arrays.fill(values, 0.1);
    assertEquals(0.1, Sample.of(values).mean().orElseThrow(), 1e-16);
  }

  @Test
  void quantilesGrowWithTheirPosition() {
    Random random = new Random(7);
    Sample sample = Sample.of(random.doubles(101).toArray());
    double last = sample.minimum().orElseThrow();
    for (int i = 1; i <= 1000; i++) {
      double next = sample.quantile(i / 1000.0).orElseThrow();
      assertTrue(next >= last, "at " + i);
      last = next;
    }
    assertEquals(sample.maximum().orElseThrow(), last);
  }

  @Test
  void refusesWhatIsNotANumber() {
    assertThrows(IllegalArgumentException.class, () -> Sample.of(1, Double.NaN));
    assertThrows(
        IllegalArgumentException.class, () -> Sample.of(List.of(Double.POSITIVE_INFINITY)));
    assertThrows(IllegalArgumentException.class, () -> Sample.of(1).quantile(1.5));
    assertThrows(IllegalArgumentException.class, () -> Sample.of(1).quantile(Double.NaN));
  }

  @Test
  void doesNotSortTheCallersArray() {
    double[] values = {3, 1, 2};
    Sample.of(values);
    assertEquals(3, values[0]);
  }
}
