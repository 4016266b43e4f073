package io.humhelix.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

  @ParameterizedTest
  @CsvSource({
    "0.0000052, 4, 0.000005200",
    "0.0123456, 4, 0.01235",
    "0.99996, 4, 1.000",
    "9.9996, 4, 10.00",
    "12.345678, 4, 12.35",
    "999.96, 4, 1000",
    "12345.6, 4, 12346",
    "0, 4, 0.000",
    "1, 4, 1.000",
    "-2.5, 3, -2.50",
    "1e21, 4, 1000000000000000000000",
    "0.343, 6, 0.343000"
  })
  void keepsSignificantDigits(double value, int digits, String expected) {
    assertEquals(expected, NumberText.significant(value, digits));
  }

  @Test
  void whatWasNotMeasuredIsADash() {
    assertEquals("-", NumberText.significant(OptionalDouble.empty(), 4));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0 s",
    "40, 0.0 s",
    "8449, 8.4 s",
    "59949, 59.9 s",
    "59960, 1:00 min",
    "65000, 1:05 min",
    "3599400, 59:59 min",
    "7265000, 2:01:05 h"
  })
  void writesTimes(long millis, String expected) {
    assertEquals(expected, NumberText.time(Duration.ofMillis(millis)));
  }

  @ParameterizedTest
  @CsvSource({"-0.04, 1, 0.0", "0.04, 1, +0.0", "-0.06, 1, -0.1", "-0.0, 2, 0.00", "-0.4, 0, 0"})
  void aChangeThatRoundsToZeroHasNoMinus(double value, int decimals, String expected) {
    assertEquals(expected, NumberText.signed(value, decimals));
  }

  @Test
  void countsInSingularAndPlural() {
    assertEquals("1 clip", NumberText.count(1, "clip"));
    assertEquals("0 clips", NumberText.count(0, "clip"));
  }
}
