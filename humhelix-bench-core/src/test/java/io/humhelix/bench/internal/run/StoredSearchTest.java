package io.humhelix.bench.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.internal.scenario.ScenarioCalls;
import io.humhelix.bench.internal.scenario.ScenarioSummary;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredSearchTest {

  private static Scenario at(double rate) {
    return new Scenario.Server(rate, Extent.ONE_PASS);
  }

  private static TrialResult trial(int number, double rate) {
    return new TrialResult(
        "config",
        TrialKind.SEARCH,
        1,
        number,
        TrialStatus.OK,
        Instant.EPOCH,
        1,
        1,
        ScenarioCalls.NONE.calls(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.of(ScenarioSummary.of(at(rate), ScenarioCalls.NONE)),
        FailedCalls.NONE);
  }

  private static Optional<Integer> taken(StoredSearch stored, double rate) {
    return stored.take(at(rate)).map(TrialResult::trial);
  }

  @Test
  void trialsAreTakenInTheirOrderAndNewOnesFollow() {
    StoredSearch stored = new StoredSearch(List.of(trial(2, 8), trial(1, 8), trial(3, 16)));
    assertEquals(Optional.of(1), taken(stored, 8));
    assertEquals(Optional.of(2), taken(stored, 8));
    assertFalse(stored.isOver());
    assertEquals(Optional.of(3), taken(stored, 16));
    assertTrue(stored.isOver());
    assertEquals(Optional.empty(), taken(stored, 16));
    assertEquals(4, stored.number());
    assertEquals(5, stored.number());
  }

  @Test
  void loadsThatAnEarlierVersionTriedAreLeftOut() {
    StoredSearch stored = new StoredSearch(List.of(trial(1, 8), trial(2, 4), trial(3, 6)));
    assertEquals(Optional.of(1), taken(stored, 8));
    assertEquals(Optional.of(3), taken(stored, 6));
    assertEquals(Optional.empty(), taken(stored, 5));
    assertEquals(4, stored.number());
  }

  @Test
  void newTrialsAreNumberedAfterTheLastStoredOne() {
    assertEquals(6, new StoredSearch(List.of(trial(2, 8), trial(5, 16))).number());
  }
}
