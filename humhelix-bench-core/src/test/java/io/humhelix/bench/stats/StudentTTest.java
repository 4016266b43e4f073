package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What everything rests on, against SciPy 1.16. */
class StudentTTest {

  @ParameterizedTest
  @CsvSource({
    "2, 4.302652729749462, 0.06480586011075541",
    "4, 2.7764451051977934, 0.03338327240599407",
    "9, 2.262157162798205, 0.016930913841492867",
    "19, 2.0930240544083087, 0.01087020558419872",
    "7.3, 2.345066736547703, 0.019825117332800214"
  })
  void quantilesAndTails(double degrees, double quantile, double tail) {
    assertEquals(quantile, StudentT.quantile(0.975, degrees), 1e-6 * quantile);
    assertEquals(tail, StudentT.upperTail(2.5, degrees), 1e-6 * tail);
  }

  @Test
  void withInfiniteDegreesOfFreedomItIsTheNormalDistribution() {
    assertEquals(1.959963984540054, StudentT.quantile(0.975, Double.POSITIVE_INFINITY), 1e-9);
    assertEquals(0.5, StudentT.upperTail(0, Double.POSITIVE_INFINITY), 1e-12);
  }

  @ParameterizedTest
  @CsvSource({
    "44, 1, 0.9, 0.009697737297875247",
    "63, 2, 0.9, 0.009563149713054643",
    "3, 4, 0.2, 0.09888",
    "50, 3, 0.99, 0.9846473742663409",
    "900, 10, 0.99, 0.5754933927502097"
  })
  void incompleteBeta(double a, double b, double x, double expected) {
    double actual = BetaDistribution.of(a, b).cumulativeProbability(x);
    assertEquals(expected, actual, 1e-6 * expected);
  }
}
