package io.humhelix.bench.compare;

import io.humhelix.bench.estimate.ForkValues;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.Steadiness;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One side of a comparison in one metric.
 *
 * @param conditions what both sides must have in common, by name
 * @param values of valid trials after warm-up, by fork; empty if there is no valid trial
 * @param restlessForks forks that were not steady, 0 or more
 */
public record Side(
    Map<String, String> conditions, Optional<ForkedSample> values, int restlessForks) {

  /** From this share of restless forks on nothing is concluded. */
  public static final double RESTLESS_SHARE = 0.2;

  public Side {
    conditions = Map.copyOf(conditions);
    Objects.requireNonNull(values, "values");
    if (restlessForks < 0) {
      throw new IllegalArgumentException(restlessForks + " restless forks");
    }
  }

  /** The values of a run config, the first trials of every fork left out. */
  static Side of(ForkValues values, Map<String, String> conditions, int dropped, long seed) {
    Optional<ForkedSample> kept = values.sample().map(s -> s.withoutFirst(dropped));
    int restless = 0;
    for (int i = 0; i < kept.map(ForkedSample::forks).orElse(0); i++) {
      restless += Steadiness.of(kept.get().fork(i), seed + i).steady() ? 0 : 1;
    }
    return new Side(conditions, kept, restless);
  }

  /** Tells that the number of forks was computed by the spread of the first ones. */
  Side withPilot(int forks) {
    return new Side(conditions, values.map(v -> v.withPilot(forks)), restlessForks);
  }

  boolean isRestless() {
    return values
        .filter(v -> restlessForks > 0 && restlessForks >= RESTLESS_SHARE * v.forks())
        .isPresent();
  }
}
