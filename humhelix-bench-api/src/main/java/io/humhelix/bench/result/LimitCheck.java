package io.humhelix.bench.result;

import io.humhelix.bench.model.LatencyLimit;
import java.util.Objects;

/**
 * Whether a system held its latency limit under a load. All counts are of the queries that were
 * asked, answered or not.
 *
 * @param limit the latency limit
 * @param queries number of queries asked
 * @param unanswered how many of these were never answered: a call of theirs failed, or none was
 *     made since the trial was ended early
 * @param slow how many missed the limit: answered too late, or never
 * @param within whether enough of the queries were within the limit: the observed percentile is
 * @param shown whether that holds for all queries of this kind at a confidence of 99 percent
 *     (MLPerf's early stopping), if queries are independent
 * @param queriesNeeded how many queries that takes with this many slow ones; 0 if the limit was
 *     missed
 * @param backlogGrows whether the waiting time rose over the trial: a longer trial would have
 *     missed the limit
 * @param growthSeconds how much the waiting time rose from the beginning to the end of the trial
 */
public record LimitCheck(
    LatencyLimit limit,
    int queries,
    int unanswered,
    int slow,
    boolean within,
    boolean shown,
    long queriesNeeded,
    boolean backlogGrows,
    double growthSeconds) {
  public LimitCheck {
    Objects.requireNonNull(limit, "limit");
    if (unanswered < 0 || unanswered > slow || slow > queries) {
      throw new IllegalArgumentException(
          slow + " of " + queries + " queries slow, " + unanswered + " unanswered");
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
