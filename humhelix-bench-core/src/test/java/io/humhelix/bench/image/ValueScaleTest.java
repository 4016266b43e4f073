package io.humhelix.bench.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Axes and their ticks. */
class ValueScaleTest {

  @Test
  void logarithmicAxesHaveTicksAtOneTwoAndFive() {
    assertEquals(List.of(10.0, 20.0, 50.0), ValueScale.of(true, 9, 60).ticks());
    assertEquals(List.of(0.05, 0.1, 0.2), ValueScale.of(true, 0.04, 0.3).ticks());
    assertEquals(
        List.of(1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0), ValueScale.of(true, 1, 1000).ticks());
    assertEquals(7, ValueScale.of(true, 1, 1e6).ticks().size());
  }

  @Test
  void aNarrowLogarithmicAxisHasTicksAllTheSame() {
    assertTrue(ValueScale.of(true, 30, 31).ticks().size() >= 2);
    assertTrue(ValueScale.of(true, 42).ticks().size() >= 2);
  }

  @Test
  void otherAxesBeginAtZero() {
    ValueScale scale = ValueScale.of(false, 3, 9.2);
    assertEquals(0, scale.min());
    assertEquals(List.of(0.0, 2.0, 4.0, 6.0, 8.0), scale.ticks());
    assertEquals(0.0, ValueScale.of(false, 0, 0).min());
    assertTrue(ValueScale.of(false, -1, 3).min() < -1);
  }

  @Test
  void whatIsNoNumberIsLeftOut() {
    assertEquals(ValueScale.of(true, 1, 2), ValueScale.of(true, 1, Double.NaN, 2, 0, -1));
    assertTrue(ValueScale.of(false).max() > 0);
    assertTrue(ValueScale.of(true).ticks().size() >= 2);
  }

  @Test
  void ticksAreWrittenOut() {
    assertEquals("0", ValueScale.text(0));
    assertEquals("0.05", ValueScale.text(0.05));
    assertEquals("1000000", ValueScale.text(1e6));
  }
}
