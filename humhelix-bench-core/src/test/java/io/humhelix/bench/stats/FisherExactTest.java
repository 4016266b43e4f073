package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FisherExactTest {

  /**
   * By scipy 1.16: {@code fisher_exact([[x, n - x], [y, m - y]], 'greater')}, and less half of
   * {@code hypergeom.pmf(x, n + m, x + y, n)}.
   */
  @ParameterizedTest
  @CsvSource({
    "3, 50, 0, 50, 0.12121212121212122, 0.06060606060606063",
    "4, 50, 0, 50, 0.058731646360512334, 0.029365823180256174",
    "5, 50, 0, 50, 0.028142247214412164, 0.014071123607206084",
    "10, 50, 1, 50, 0.0038901956313959884, 0.0020769688540504005",
    "7, 10, 2, 15, 0.006502771693241474, 0.0034190335172970794",
    "1, 1, 0, 2, 0.3333333333333333, 0.16666666666666666",
    "2, 50, 5, 50, 0.9441251911409264, 0.8630547197421858",
    "0, 50, 0, 50, 1.0, 0.5"
  })
  void knownAnswers(int events, int tried, int others, int otherTried, double p, double mid) {
    FisherExact test = FisherExact.of(events, tried, others, otherTried);
    assertEquals(p, test.p(), 1e-12);
    assertEquals(mid, test.midP(), 1e-12);
  }

  @Test
  void whatIsNoShareIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> FisherExact.of(3, 2, 0, 5));
    assertThrows(IllegalArgumentException.class, () -> FisherExact.of(-1, 2, 0, 5));
    assertThrows(IllegalArgumentException.class, () -> FisherExact.of(0, 5, 0, 0));
  }

  /** The planned number finds what it was planned for in 80 to 90 %, and half of it does not. */
  @ParameterizedTest
  @CsvSource({"3, 50, 0, 50", "10, 50, 3, 50", "2, 100, 1, 200"})
  void thePlannedTrialsShowIt(int events, int tried, int others, int otherTried) {
    int planned = RequiredTrials.toShowMore(events, tried, others, otherTried, 0.025).orElseThrow();
    double more = (double) events / tried;
    double less = (double) others / otherTried;
    assertEquals(0.85, found(planned, more, less), 0.08);
    assertTrue(found(planned / 2, more, less) < 0.6);
  }

  private static double found(int trials, double more, double less) {
    Random random = new Random(trials);
    int found = 0;
    for (int run = 0; run < 1000; run++) {
      int first = 0;
      int second = 0;
      for (int i = 0; i < trials; i++) {
        first += random.nextDouble() < more ? 1 : 0;
        second += random.nextDouble() < less ? 1 : 0;
      }
      found += FisherExact.of(first, trials, second, trials).midP() <= 0.025 ? 1 : 0;
    }
    return found / 1000.0;
  }

  /** All of 3 against none of 3 is p = 0.05 by chance, half of it by mid-p. */
  @Test
  void aHandfulIsPlannedByTheTestItself() {
    assertEquals(OptionalInt.of(4), RequiredTrials.toShowMore(1, 1, 0, 2, 0.05 / 3));
  }

  @Test
  void whatIsNotMoreFrequentCannotBeShownSo() {
    assertEquals(OptionalInt.empty(), RequiredTrials.toShowMore(1, 50, 1, 50, 0.025));
    assertEquals(OptionalInt.empty(), RequiredTrials.toShowMore(1001, 9999, 1000, 9999, 0.025));
  }
}
