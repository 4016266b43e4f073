package io.humhelix.bench.result;

import io.humhelix.bench.model.LatencyLimit;
import java.util.Objects;

/**
 * Whether a system held its latency limit under a load.
 *
 * @param limit what was to be held
 * @param queries how many were answered
 * @param slow those of them above the limit, and those that were never answered
 * @param within whether enough of the queries seen were within the limit
 * @param proved whether that holds for all queries of this kind at a confidence of 99 percent
 *     (MLPerf's early stopping)
 * @param queriesNeeded how many queries the proof needs with so many slow ones; 0 where the limit
 *     was missed
 * @param backlogGrows whether the waiting time rose over the trial, so that a longer one would have
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
   * Returns whether the load is sustained: the percentile is within its limit, and no backlog
   * grows.
   *
   * @return whether it is
   */
  public boolean sustained() {
    return within && !backlogGrows;
  }
}
