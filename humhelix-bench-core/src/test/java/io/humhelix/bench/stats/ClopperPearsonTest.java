package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClopperPearsonTest {

  /** SciPy's binomtest(...).proportion_ci(method="exact"). */
  @ParameterizedTest
  @CsvSource({
    "0, 100, 0, 0.03621669264519054",
    "1, 20, 0.0012650894979560339, 0.24873276277202772",
    "7, 50, 0.05819170033997344, 0.26739600249700846",
    "20, 20, 0.8315665290169145, 1",
    "3, 1000, 0.0006190999316499173, 0.008742023238657654"
  })
  void endsAreThoseOfSciPy(long hits, long trials, double low, double high) {
    Estimate estimate = ClopperPearson.of(hits, trials, 0.95);

    assertEquals((double) hits / trials, estimate.point());
    assertEquals(low, estimate.interval().orElseThrow().low(), 1e-9);
    assertEquals(high, estimate.interval().orElseThrow().high(), 1e-9);
  }

  @Test
  void refusesWhatIsNoShare() {
    assertThrows(IllegalArgumentException.class, () -> ClopperPearson.of(1, 0, 0.95));
    assertThrows(IllegalArgumentException.class, () -> ClopperPearson.of(3, 2, 0.95));
    assertThrows(IllegalArgumentException.class, () -> ClopperPearson.of(-1, 2, 0.95));
  }
}
