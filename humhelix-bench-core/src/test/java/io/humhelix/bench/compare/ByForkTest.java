package io.humhelix.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ByForkTest {

  @Test
  void trialsOfForksThatTakeTurnsComeTogether() {
    ByFork<List<String>> trials = new ByFork<>(ArrayList::new);
    trials.of(2).add("a");
    trials.of(2).add("b");
    trials.of(0).add("c");
    trials.of(2).add("d");
    assertEquals(Map.of(0, List.of("c"), 2, List.of("a", "b", "d")), trials.all());
    assertEquals(List.of(0, 2), List.copyOf(trials.all().keySet()));
    assertFalse(trials.isEmpty());
  }

  @Test
  void whatIsTakenOutOfAllIsStillThere() {
    ByFork<List<String>> trials = new ByFork<>(ArrayList::new);
    assertTrue(trials.isEmpty());
    assertTrue(trials.all().isEmpty());
    trials.of(1).add("a");
    trials.all().clear();
    assertEquals(List.of("a"), trials.of(1));
    assertEquals(1, trials.all().size());
  }
}
