package io.humhelix.bench.result;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecodingOptionTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0.2, '0, 0.2, 0.4, 0.6, 0.8, 1'",
    "0.5, 0.25, '0.5, 0.75, 1'",
    "0, 0, 0",
    "0.3, -1, 0.3",
    "1.5, 0.2, 1.5",
    "0, 1e-300, '0 to 1 in steps of 1.0E-300'",
    "0, 0.01, '0 to 1 in steps of 0.01'",
    "0, 1e300, 0",
    "0.25, NaN, 0.25",
    "0, 0.1234, '0, 0.123, 0.247, 0.37, 0.494, 0.617, 0.74, 0.864, 0.987'"
  })
  void temperaturesGoUpToOne(double first, double increment, String expected) {
    assertEquals(expected, DecodingOption.temperatures(first, increment));
  }

  @Test
  void namesAreDistinct() {
    long names = Arrays.stream(DecodingOption.values()).map(DecodingOption::key).distinct().count();
    assertEquals(DecodingOption.values().length, names);
  }
}
