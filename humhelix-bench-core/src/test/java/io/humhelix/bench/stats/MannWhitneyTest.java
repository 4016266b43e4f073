package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MannWhitneyTest {

  @Test
  void smallestP() {
    assertEquals(0.1, MannWhitney.smallestP(3, 3), 1e-12);
    assertEquals(1 / 35.0, MannWhitney.smallestP(4, 4), 1e-12);
    assertEquals(1 / 126.0, MannWhitney.smallestP(5, 5), 1e-12);
    assertEquals(1, MannWhitney.smallestP(1, 1), 1e-12);
  }

  /** SciPy's mannwhitneyu(method="exact"). */
  @Test
  void exactP() {
    assertEquals(
        0.5555555555555556,
        MannWhitney.p(Sample.of(1.1, 2.2, 3.3, 9.9, 7), Sample.of(4.4, 5.5, 6.6, 8.8)),
        1e-12);
    Sample long1 = Sample.of(IntStream.rangeClosed(1, 12).asDoubleStream().toArray());
    Sample long2 = Sample.of(IntStream.range(0, 10).mapToDouble(i -> i + 5.5).toArray());
    assertEquals(0.03582794914064264, MannWhitney.p(long1, long2), 1e-12);
    assertEquals(0.03582794914064264, MannWhitney.p(long2, long1), 1e-12);
  }

  @Test
  void refusesTiesAndEmptySamples() {
    assertThrows(
        IllegalArgumentException.class, () -> MannWhitney.p(Sample.of(1, 2), Sample.of(2, 3)));
    assertThrows(IllegalArgumentException.class, () -> MannWhitney.smallestP(0, 3));
  }
}
