package io.humhelix.bench.compare;

import io.humhelix.bench.stats.ForkedSample;
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

  boolean isRestless() {
    return values
        .filter(v -> restlessForks > 0 && restlessForks >= RESTLESS_SHARE * v.forks())
        .isPresent();
  }
}
