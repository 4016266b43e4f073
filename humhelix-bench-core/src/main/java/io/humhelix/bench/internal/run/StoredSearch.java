package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.scenario.ScenarioSummary;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The trials of an interrupted search that are on disk, in their order. A search that another
 * version of the harness began may have tried loads that this one does not ask for: they are left
 * out.
 */
final class StoredSearch {

  private final Deque<TrialResult> rest = new ArrayDeque<>();
  private int number;

  /** Takes what is of a search among the stored trials of a fork. */
  StoredSearch(List<TrialResult> stored) {
    stored.stream()
        .filter(trial -> trial.kind() == TrialKind.SEARCH)
        .sorted(Comparator.comparingInt(TrialResult::trial))
        .forEach(rest::add);
    number = rest.isEmpty() ? 0 : rest.getLast().trial();
  }

  /** Returns the next stored trial if it has the load of this scenario. */
  Optional<TrialResult> take(Scenario asked) {
    OptionalDouble load = ScenarioSummary.load(asked);
    while (!rest.isEmpty()) {
      TrialResult trial = rest.remove();
      if (trial.scenario().map(ScenarioResult::load).filter(load::equals).isPresent()) {
        return Optional.of(trial);
      }
    }
    return Optional.empty();
  }

  /** Returns the number of the next trial that is not on disk. */
  int number() {
    return ++number;
  }

  /** Returns whether no further trial is on disk. */
  boolean isOver() {
    return rest.isEmpty();
  }
}
