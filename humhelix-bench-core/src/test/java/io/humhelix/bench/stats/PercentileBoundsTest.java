package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentileBoundsTest {

  /** 1 to n: a value is its own rank. */
  private static Sample ranks(int n) {
    return Sample.of(IntStream.rangeClosed(1, n).asDoubleStream().toArray());
  }

  @ParameterizedTest
  @CsvSource({"0.5, 5, 6", "0.9, 29, 36", "0.95, 59, 72", "0.99, 299, 368", "0.1, 2, 36"})
  void fewestValues(double p, int oneSided, int twoSided) {
    assertEquals(oneSided, PercentileBounds.minimumSizeOfUpperBound(p, 0.95));
    assertEquals(twoSided, PercentileBounds.minimumSize(p, 0.95));
    assertTrue(PercentileBounds.interval(ranks(twoSided), p, 0.95).interval().isPresent());
    assertTrue(PercentileBounds.upperBound(ranks(oneSided), p, 0.95).interval().isPresent());
  }

  /** Ranks by a search over SciPy's binomial distribution. */
  @ParameterizedTest
  @CsvSource({
    "6, 0.5, 1, 6",
    "10, 0.5, 2, 9",
    "100, 0.5, 40, 61",
    "36, 0.9, 29, 36",
    "200, 0.9, 171, 189",
    "1000, 0.95, 936, 964",
    "368, 0.99, 360, 368",
    "5000, 0.99, 4936, 4964"
  })
  void ranksOfTheInterval(int n, double p, int low, int high) {
    Interval interval = PercentileBounds.interval(ranks(n), p, 0.95).interval().orElseThrow();

    assertEquals(new Interval(low, high, 0.95), interval);
  }

  @ParameterizedTest
  @CsvSource({"5, 0.5, 5", "29, 0.9, 29", "100, 0.9, 96", "299, 0.99, 299", "2000, 0.99, 1988"})
  void rankOfTheUpperBound(int n, double p, int rank) {
    Interval interval = PercentileBounds.upperBound(ranks(n), p, 0.95).interval().orElseThrow();

    assertEquals(rank, interval.high());
    assertEquals(Double.NEGATIVE_INFINITY, interval.low());
  }

  @Test
  void tooFewValuesSaySo() {
    Estimate interval = PercentileBounds.interval(ranks(367), 0.99, 0.95);
    Estimate bound = PercentileBounds.upperBound(ranks(298), 0.99, 0.95);

    assertTrue(interval.shortcoming().orElseThrow().startsWith("367 values; "));
    assertTrue(interval.shortcoming().orElseThrow().endsWith("at least 368"));
    assertTrue(bound.shortcoming().orElseThrow().endsWith("at least 299"));
    assertTrue(PercentileBounds.interval(ranks(1), 0.5, 0.95).interval().isEmpty());
  }

  @Test
  void refusesWhatIsNoPercentile() {
    assertThrows(
        IllegalArgumentException.class, () -> PercentileBounds.interval(ranks(9), 1, 0.95));
    assertThrows(
        IllegalArgumentException.class, () -> PercentileBounds.interval(ranks(0), 0.5, 0.95));
    assertThrows(
        IllegalArgumentException.class, () -> PercentileBounds.upperBound(ranks(9), 0.5, 0));
  }
}
