package io.humhelix.bench.picture;

import io.humhelix.bench.history.Effect;
import io.humhelix.bench.history.History;
import io.humhelix.bench.history.HistorySeries;
import io.humhelix.bench.history.LevelChange;
import io.humhelix.bench.history.NewestSession;
import io.humhelix.bench.history.SessionLevel;
import io.humhelix.bench.stats.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Metrics over many runs, with their lasting changes and the newest run judged.
 *
 * @param series what got worse of late first, then what changed, then the rest
 * @param leftOut series that are not drawn, since there are too many
 * @param fewestToChange fewest sessions in which a change can be found
 * @param fewestToJudge fewest sessions before the newest one that it is judged by
 */
public record RunHistory(List<Line> series, int leftOut, int fewestToChange, int fewestToJudge) {

  /** Most sessions of all series together that a page carries. */
  public static final int MOST_SESSIONS = 20_000;

  /** Fewest sessions with a level that make a line. */
  static final int FEWEST = 2;

  /**
   * One metric of one run config on one host.
   *
   * @param host name of the machine; may be empty
   * @param benchmark name of the definition; may be empty
   * @param runConfig system and workload
   * @param metric its name
   * @param unit such as {@code s}, {@code %}, {@code bytes}; may be empty
   * @param direction which way is better, such as {@code LOWER_IS_BETTER}
   * @param worseOfLate whether somebody should look
   * @param sessions the oldest first
   * @param changes the oldest first
   * @param levels the line between the changes, before the first and after the last one: one more
   *     than changes; none without a change
   * @param newest the newest session, judged
   */
  public record Line(
      String host,
      String benchmark,
      String runConfig,
      String metric,
      String unit,
      String direction,
      boolean worseOfLate,
      List<Session> sessions,
      List<Change> changes,
      List<Level> levels,
      Newest newest) {

    public Line {
      Objects.requireNonNull(newest, "newest");
      sessions = List.copyOf(sessions);
      changes = List.copyOf(changes);
      levels = List.copyOf(levels);
    }
  }

  /**
   * A run.
   *
   * @param at when it began, ISO-8601; empty if nobody knows
   * @param run begin of its id, or the name of its file
   * @param level in the metric's unit; NaN without a valid trial
   * @param lowestFork level of the fork with the lowest; NaN without a spread
   * @param highestFork level of the fork with the highest; NaN without a spread
   * @param forks with valid trials; 0 where files have none
   * @param trials measured ones
   * @param valid valid ones
   */
  public record Session(
      String at,
      String run,
      double level,
      double lowestFork,
      double highestFork,
      int forks,
      long trials,
      long valid) {}

  /**
   * A lasting change.
   *
   * @param at place of the first session on the new level
   * @param before level before it
   * @param after level after it
   * @param size as a share of {@code before}; of error rates in points
   * @param low lower end of the size's 95 % interval
   * @param high upper end
   * @param effect {@code WORSE}, {@code BETTER} or {@code OTHER}
   * @param causes what else changed there, in words; none if nothing was recorded
   */
  public record Change(
      int at,
      double before,
      double after,
      double size,
      double low,
      double high,
      String effect,
      List<String> causes) {

    public Change {
      causes = List.copyOf(causes);
    }
  }

  /**
   * A level between two changes.
   *
   * @param from place of its first session
   * @param to place of its last session
   * @param level in the metric's unit
   */
  public record Level(int from, int to, double level) {}

  /**
   * The newest session.
   *
   * @param state such as {@code AS_EXPECTED}, {@code WORSE}, {@code TOO_FEW}
   * @param earlier sessions before it on the same level
   * @param from place of the first of these
   * @param low lower end of what was expected; NaN if it was not judged
   * @param high upper end
   */
  public record Newest(String state, int earlier, int from, double low, double high) {}

  public RunHistory {
    series = List.copyOf(series);
  }

  /**
   * Takes over a history.
   *
   * @param history what was read
   * @param causes names what else changed where a level did
   * @return series with two levels or more, up to {@link #MOST_SESSIONS} sessions
   */
  public static RunHistory of(History history, Function<LevelChange, List<String>> causes) {
    List<HistorySeries> all =
        history.series().stream()
            .filter(one -> one.levels() >= FEWEST)
            .sorted(Comparator.comparingInt(RunHistory::rank)) // Stable: else by key.
            .toList();
    List<Line> lines = new ArrayList<>();
    int sessions = 0;
    for (HistorySeries one : all) {
      sessions += one.sessions().size();
      if (sessions > MOST_SESSIONS && !lines.isEmpty()) {
        break;
      }
      lines.add(line(one, causes));
    }
    return new RunHistory(
        lines, all.size() - lines.size(), History.FEWEST_TO_CHANGE, History.FEWEST_TO_JUDGE);
  }

  private static int rank(HistorySeries series) {
    if (series.worseOfLate()) {
      return 0;
    }
    boolean worse = series.changes().stream().anyMatch(one -> one.effect() == Effect.WORSE);
    NewestSession.State state = series.newest().state();
    if (worse || state == NewestSession.State.NOT_VALID) {
      return 1;
    }
    boolean odd = state == NewestSession.State.BETTER || state == NewestSession.State.UNUSUAL;
    return !series.changes().isEmpty() || odd ? 2 : 3;
  }

  private static Line line(HistorySeries series, Function<LevelChange, List<String>> causes) {
    List<LevelChange> changes = series.changes();
    List<Level> levels = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      int from = i == 0 ? 0 : changes.get(i - 1).at();
      levels.add(new Level(from, changes.get(i).at() - 1, changes.get(i).before()));
    }
    int from = changes.isEmpty() ? 0 : changes.get(changes.size() - 1).at();
    if (!changes.isEmpty()) {
      levels.add(
          new Level(from, series.sessions().size() - 1, changes.get(changes.size() - 1).after()));
    }
    NewestSession newest = series.newest();
    return new Line(
        series.key().host(),
        series.key().benchmark(),
        series.key().runConfig(),
        series.key().metric(),
        series.metric().unit(),
        series.metric().direction().name(),
        series.worseOfLate(),
        series.sessions().stream().map(RunHistory::session).toList(),
        changes.stream().map(one -> change(one, causes)).toList(),
        levels,
        new Newest(
            newest.state().name(),
            newest.earlier(),
            from,
            newest.expected().map(Interval::low).orElse(Double.NaN),
            newest.expected().map(Interval::high).orElse(Double.NaN)));
  }

  private static Change change(LevelChange one, Function<LevelChange, List<String>> causes) {
    return new Change(
        one.at(),
        one.before(),
        one.after(),
        one.size(),
        one.low(),
        one.high(),
        one.effect().name(),
        causes.apply(one));
  }

  private static Session session(SessionLevel one) {
    String name = String.valueOf(one.file().getFileName());
    return new Session(
        one.startedAt().map(Instant::toString).orElse(""),
        one.runId().isEmpty() ? name : one.runId().substring(0, Math.min(8, one.runId().length())),
        one.level().orElse(Double.NaN),
        one.lowestFork().orElse(Double.NaN),
        one.highestFork().orElse(Double.NaN),
        one.forks(),
        one.trials(),
        one.valid());
  }
}
