package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentileRankTest {

  private static final double[] PERCENTILES = {
    0.1, 1, 7, 10, 28, 29, 50, 55, 57, 58, 75, 90, 95, 97, 98, 99, 99.5, 99.9, 99.99
  };

  private static Sample ranks(int n) {
    return Sample.of(IntStream.rangeClosed(1, n).asDoubleStream().toArray());
  }

  @Test
  void tableAndStoredHistogramAgree() {
    for (int n = 1; n <= 1000; n++) {
      Histogram histogram = new Histogram(3);
      IntStream.rangeClosed(1, n).forEach(histogram::recordValue);
      Sample sample = ranks(n);
      for (double percentile : PERCENTILES) {
        assertEquals(
            histogram.getValueAtPercentile(percentile),
            (long) sample.percentile(percentile / 100),
            "p" + percentile + " of " + n);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "100, 0.99, 99, 1",
    "101, 0.99, 100, 1",
    "99, 0.99, 99, 0",
    "100, 0.07, 7, 93",
    "1, 0.99, 1, 0",
    "5, 0, 1, 4",
    "20, 0.95, 19, 1",
    "130, 0.95, 124, 6",
    "1000000, 0.999, 999000, 1000"
  })
  void theNearestRank(int n, double p, int rank, int above) {
    assertEquals(rank, PercentileRank.of(n, p));
    assertEquals(above, PercentileRank.mayExceed(n, p));
  }

  /** LoadGen's index from 0 is floor(n p): one rank more where n p is whole, else the same. */
  @Test
  void loadGenTakesTheNextValueOnlyWhereTheRankIsWhole() {
    for (int n = 1; n <= 500; n++) {
      for (int percent = 1; percent < 100; percent++) {
        int loadGen = n * percent / 100 + 1;
        boolean whole = n * percent % 100 == 0;
        assertEquals(whole ? loadGen - 1 : loadGen, PercentileRank.of(n, percent / 100.0));
      }
    }
  }

  @Test
  void aPercentileIsWithinALimitIfEnoughValuesAre() {
    for (int n = 1; n <= 300; n++) {
      for (int slow = 0; slow < n; slow++) {
        boolean within = ranks(n).percentile(0.95) <= n - slow;
        assertEquals(within, slow <= PercentileRank.mayExceed(n, 0.95));
        assertTrue(!within || n - slow >= 0.95 * n - 1e-9);
      }
    }
  }

  @Test
  void whatIsNoShareOrOfNothingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> PercentileRank.of(5, 1));
    assertThrows(IllegalArgumentException.class, () -> PercentileRank.of(5, -0.1));
    assertThrows(IllegalArgumentException.class, () -> ranks(0).percentile(0.5));
  }
}
