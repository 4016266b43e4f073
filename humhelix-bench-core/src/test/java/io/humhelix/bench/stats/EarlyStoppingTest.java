package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlyStoppingTest {

  private static Sample ranks(int n) {
    return Sample.of(IntStream.rangeClosed(1, n).asDoubleStream().toArray());
  }

  /** MLPerf's table; the last two columns by SciPy's incomplete beta function. */
  @ParameterizedTest
  @CsvSource({
    "0.9, 44, 64, 81, 97, 197, 1246",
    "0.95, 90, 130, 165, 198, 398, 2504",
    "0.97, 152, 219, 277, 332, 667, 4182",
    "0.99, 459, 662, 838, 1001, 2010, 12571",
    "0.999, 4603, 6636, 8403, 10042, 20140, 125826"
  })
  void queriesNeeded(double p, long t0, long t1, long t2, long t3, long t10, long t100) {
    EarlyStopping criterion = EarlyStopping.mlperf(p);
    long[] slow = {0, 1, 2, 3, 10, 100};
    long[] expected = {t0, t1, t2, t3, t10, t100};
    for (int i = 0; i < slow.length; i++) {
      assertEquals(expected[i], criterion.queriesNeeded(slow[i]));
      assertTrue(criterion.passes(expected[i], slow[i]));
      assertFalse(criterion.passes(expected[i] - 1, slow[i]));
      assertEquals(OptionalLong.of(slow[i]), criterion.slowAllowed(expected[i]));
    }
    assertEquals(OptionalLong.empty(), criterion.slowAllowed(t0 - 1));
  }

  @Test
  void aToleranceNeedsFewerQueries() {
    assertTrue(
        new EarlyStopping(0.99, 0.99, 0.005).queriesNeeded(3)
            < EarlyStopping.mlperf(0.99).queriesNeeded(3));
  }

  @Test
  void theBoundDropsAllButOneOfTheSlowQueriesAllowed() {
    EarlyStopping criterion = EarlyStopping.mlperf(0.9);

    // One slow query allowed: none dropped; two: the largest; three: the two largest.
    assertEquals(64, criterion.upperBound(ranks(64)).interval().orElseThrow().high());
    assertEquals(80, criterion.upperBound(ranks(81)).interval().orElseThrow().high());
    assertEquals(95, criterion.upperBound(ranks(97)).interval().orElseThrow().high());
    assertEquals(0.99, criterion.upperBound(ranks(97)).interval().orElseThrow().level());
  }

  @Test
  void thePointIsThePercentileOfTheSample() {
    assertEquals(90, EarlyStopping.mlperf(0.9).upperBound(ranks(100)).point());
    assertEquals(91, EarlyStopping.mlperf(0.9).upperBound(ranks(101)).point());
  }

  @Test
  void tooFewQueriesHaveNoBound() {
    Estimate estimate = EarlyStopping.mlperf(0.99).upperBound(ranks(661));

    assertEquals("661 queries; the bound needs at least 662", estimate.shortcoming().orElseThrow());
  }

  /** The cap of mlcommons/inference#1083: more slow queries than can ever pass. */
  @Test
  void manySlowQueriesNeverPass() {
    assertFalse(EarlyStopping.mlperf(0.9).passes(1_000, 1_000));
    assertFalse(EarlyStopping.mlperf(0.9).passes(1_000, 101));
    assertFalse(EarlyStopping.mlperf(0.9).passes(1_000, 2_000));
    assertEquals(1_060_156, EarlyStopping.mlperf(0.9).queriesNeeded(105_297));
  }

  @Test
  void refusesConstantsOutOfRange() {
    assertThrows(IllegalArgumentException.class, () -> EarlyStopping.mlperf(1));
    assertThrows(IllegalArgumentException.class, () -> new EarlyStopping(0.9, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new EarlyStopping(0.9, 0.99, 0.9));
    assertThrows(IllegalArgumentException.class, () -> EarlyStopping.mlperf(0.9).queriesNeeded(-1));
  }
}
