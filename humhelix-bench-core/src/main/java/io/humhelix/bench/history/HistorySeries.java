package io.humhelix.bench.history;

import io.humhelix.bench.result.Metric;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One metric of one run config on one host, over time.
 *
 * @param key what it is of
 * @param metric its unit, and which way it is better
 * @param sessions at least one, the oldest first; gaps among them
 * @param changes lasting changes of level, the oldest first
 * @param newest the last session, judged
 * @param newerRun start of the newest run of this host and definition, if it is newer than the last
 *     session: the run config was not part of it
 */
public record HistorySeries(
    SeriesKey key,
    Metric metric,
    List<SessionLevel> sessions,
    List<LevelChange> changes,
    NewestSession newest,
    Optional<Instant> newerRun) {

  public HistorySeries {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(newest, "newest");
    Objects.requireNonNull(newerRun, "newerRun");
    sessions = List.copyOf(sessions);
    changes = List.copyOf(changes);
  }

  /**
   * Returns the number of sessions that have a level.
   *
   * @return 0 or more
   */
  public int levels() {
    return (int) sessions.stream().filter(one -> one.level().isPresent()).count();
  }

  /**
   * Returns whether it got worse of late: the newest session is worse than expected, or a change
   * for the worse is younger than {@link History#FEWEST_TO_JUDGE} sessions. After these, a level
   * counts as the usual one.
   *
   * @return whether somebody should look
   */
  public boolean worseOfLate() {
    if (newest.state() == NewestSession.State.WORSE) {
      return true;
    }
    if (changes.isEmpty()) {
      return false;
    }
    LevelChange last = changes.get(changes.size() - 1);
    long since =
        sessions.subList(last.at(), sessions.size()).stream()
            .filter(one -> one.level().isPresent())
            .count();
    return last.effect() == Effect.WORSE && since <= History.FEWEST_TO_JUDGE;
  }
}
