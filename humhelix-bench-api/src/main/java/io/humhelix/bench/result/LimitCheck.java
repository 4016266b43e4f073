package io.humhelix.bench.result;

import io.humhelix.bench.model.LatencyLimit;
import java.util.Objects;

/**
 * Whether a system held its latency limit under a load.
 *
 * @param limit the latency limit
 * @param queries number of answered queries
 * @param slow number of queries that missed the limit: answered too late, or never answered; may
 *     exceed {@code queries}
 * @param within whether enough of the observed queries were within the limit
 * @param proved whether that holds for all queries of this kind at a confidence of 99 percent
 *     (MLPerf's early stopping)
 * @param queriesNeeded how many queries a proof takes with this many slow ones; 0 if the limit was
 *     missed
 * @param backlogGrows whether the waiting time rose over the trial: a longer trial would have
 *     missed the limit
 * @param growthSeconds how much the waiting time rose from the beginning to the end of the trial
 */
public record LimitCheck(
    LatencyLimit limit,
    int queries,
    int slow,
    boolean within,
    boolean proved,
    long queriesNeeded,
    boolean backlogGrows,
    double growthSeconds) {
  public LimitCheck {
    Objects.requireNonNull(limit, "limit");
    if (slow < 0 || queries < 0) {
      throw new IllegalArgumentException(slow + " of " + queries + " queries slow");
    }
  }

  /**
   * Returns whether the load is sustained: the percentile is within its limit and no backlog grows.
   *
   * @return whether it is
   */
  public boolean sustained() {
    return within && !backlogGrows;
  }
}
