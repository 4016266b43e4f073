package io.humhelix.bench.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeBudgetTest {

  private long now = 5_000;

  private TimeBudget budget(long limit, Map<Integer, Duration> spent) {
    return new TimeBudget(Optional.of(Duration.ofNanos(limit)), () -> now, spent);
  }

  @Test
  void forksAndTheOneUnderWayCount() {
    TimeBudget budget = budget(10, Map.of());
    budget.begin(1);
    now += 6;
    assertFalse(budget.isUsedUp());
    assertEquals(Duration.ofNanos(6), budget.end());
    now += 100;
    assertFalse(budget.isUsedUp(), "between forks no time is spent");
    budget.begin(2);
    now += 3;
    assertFalse(budget.isUsedUp());
    now += 1;
    assertTrue(budget.isUsedUp());
    assertEquals(Duration.ofNanos(4), budget.end());
    assertTrue(budget.isUsedUp());
  }

  @Test
  void whatWasSpentBeforeCounts() {
    TimeBudget budget = budget(10, Map.of(1, Duration.ofNanos(4), 2, Duration.ofNanos(3)));
    assertFalse(budget.isUsedUp());
    budget.begin(2);
    now += 3;
    assertTrue(budget.isUsedUp());
    assertEquals(Duration.ofNanos(6), budget.end(), "of both processes of the fork");
    assertTrue(budget(7, Map.of(1, Duration.ofNanos(7))).isUsedUp());
  }

  @Test
  void withoutALimitItIsNeverUsedUp() {
    TimeBudget budget = new TimeBudget(Optional.empty(), () -> now, Map.of(1, Duration.ofDays(9)));
    budget.begin(2);
    now += 1_000_000;
    assertFalse(budget.isUsedUp());
  }
}
