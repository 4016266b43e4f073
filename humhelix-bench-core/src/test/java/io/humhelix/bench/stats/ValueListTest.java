package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValueListTest {

  @Test
  void keepsValuesInTheOrderInWhichTheyCame() {
    ValueList values = new ValueList();
    assertArrayEquals(new double[0], values.toArray());
    IntStream.range(0, 100).forEach(i -> values.add(100 - i));
    ValueList more = new ValueList();
    more.add(Double.NaN);
    more.add(7);
    values.addAll(more);
    double[] all = values.toArray();
    assertArrayEquals(
        IntStream.range(0, 102)
            .mapToDouble(i -> i < 100 ? 100 - i : i == 100 ? Double.NaN : 7)
            .toArray(),
        all);
    assertArrayEquals(new double[] {Double.NaN, 7}, more.toArray());
  }
}
