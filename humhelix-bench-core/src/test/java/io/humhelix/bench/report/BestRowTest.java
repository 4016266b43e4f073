package io.humhelix.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BestRowTest {

  private static int best(Double... numbers) {
    List<OptionalDouble> rows =
        Arrays.stream(numbers)
            .map(number -> number == null ? OptionalDouble.empty() : OptionalDouble.of(number))
            .toList();
    return BestRow.ofSmallest(rows);
  }

  @Test
  void isTheOneWithTheSmallestNumber() {
    assertEquals(1, best(3.0, 1.0, 2.0));
    assertEquals(2, best(null, 2.0, 1.0));
  }

  @Test
  void isNoneWhereNothingStandsOut() {
    assertEquals(-1, best());
    assertEquals(-1, best(1.0, null));
    assertEquals(-1, best(1.0, 1.0, 2.0));
    assertEquals(2, best(2.0, 2.0, 1.0));
  }
}
