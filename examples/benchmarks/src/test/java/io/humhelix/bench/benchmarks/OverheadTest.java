package io.humhelix.bench.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverheadTest {

  private static final Path DATA = Path.of("../data");
  private final Overhead overhead =
      new Overhead(DATA.resolve("models"), DATA.resolve("speech/5s.wav"), 1);

  @Test
  void everyNullCallIsMadeAndTimed() throws Exception {
    NullSut sut = new NullSut();

    List<Double> micros = overhead.nullCallMicros(sut, 5, 3);

    assertEquals(3, micros.size());
    assertEquals(5 * (1 + 3 + 3), sut.calls(), "first pass, warm-up and measured trials");
    assertTrue(micros.stream().allMatch(value -> value > 0 && Double.isFinite(value)));
  }

  @Test
  void readsSamplesOfTheExamples() throws Exception {
    assertEquals(5 * 16_000, Samples.of(DATA.resolve("speech/5s.wav")).length);
  }

  @Test
  void spreadTakesTheMiddleValue() {
    assertEquals(new Spread(1, 2, 9), Spread.of(List.of(9.0, 1.0, 2.0)));
    assertEquals(new Spread(1, 2.5, 9), Spread.of(List.of(9.0, 3.0, 1.0, 2.0)));
  }
}
