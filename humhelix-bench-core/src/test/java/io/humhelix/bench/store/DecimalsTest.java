package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same double as the JDK reads, of every form of number. */
class DecimalsTest {

  private static final int MANY = 20_000;

  private static void same(String text) {
    byte[] bytes = ("[" + text + "]").getBytes(StandardCharsets.US_ASCII);
    assertEquals(
        Double.doubleToLongBits(Double.parseDouble(text)),
        Double.doubleToLongBits(Decimals.parse(bytes, 1, bytes.length - 1)),
        text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0.0",
        "1",
        "0.1",
        "-12.5",
        "9007199254740993",
        "9007199254740992.5",
        "4611686018427387903",
        "9223372036854775807",
        "123456789012345678901234567890",
        "0.000000000000000000000000000001",
        "1e-9",
        "1.0E7",
        "1e999",
        "1e+3",
        "-3.94953829E8",
        "2.1013180880000002E-4",
        "9007199254740993E5",
        "1E22",
        "1E23",
        "1.5E-400",
        "0E-5",
        "26.03207849230769",
        "0.30000000000000004"
      })
  void readsWhatTheJdkReads(String text) {
    same(text);
  }

  @Test
  void readsAnyDoubleAndAnyDigits() {
    Random random = new Random(7);
    for (int i = 0; i < MANY; i++) {
      double value = random.nextDouble() * Math.pow(10, random.nextInt(10) - 5);
      same(new BigDecimal(Double.toString(value)).toPlainString());
      same(Double.toString(value * Math.pow(10, random.nextInt(40) - 20)));
      same(random.nextInt(100) + "." + (random.nextLong() >>> 1 + random.nextInt(8)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", ".", "-.", "1.2.3", "1x", "null", "E5", "1E", "1E-", "1E5.0"})
  void refusesWhatIsNoNumber(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    assertThrows(NumberFormatException.class, () -> Decimals.parse(bytes, 0, bytes.length));
  }
}
