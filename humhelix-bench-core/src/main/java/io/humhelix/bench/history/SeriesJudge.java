package io.humhelix.bench.history;

import io.humhelix.bench.compare.ConditionDifference;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.stats.ChangePoint;
import io.humhelix.bench.stats.ChangePoints;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.Interval;
import io.humhelix.bench.stats.LevelShift;
import io.humhelix.bench.stats.PredictionInterval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the changes of one series, and judges its newest session. Immutable. */
final class SeriesJudge {

  /** Means of equal numbers may differ in the last bits. */
  private static final double NEARLY_EQUAL = 1e-9;

  private final SessionMetric metric;
  private final List<SessionTally> tallies;
  private final List<SessionLevel> sessions;
  private final int[] places;
  private final double[] scaled;

  /**
   * Takes a series.
   *
   * @param tallies in the order of time, one for each of the sessions
   */
  SeriesJudge(SessionMetric metric, List<SessionTally> tallies, List<SessionLevel> sessions) {
    this.metric = metric;
    this.tallies = List.copyOf(tallies);
    this.sessions = List.copyOf(sessions);
    // A level of 0 has no logarithm, and a time of 0 was not measured.
    places =
        IntStream.range(0, sessions.size())
            .filter(i -> sessions.get(i).level().isPresent())
            .toArray();
    scaled =
        Arrays.stream(places)
            .mapToDouble(i -> metric.scaled(sessions.get(i).level().orElseThrow()))
            .toArray();
  }

  List<LevelChange> changes(SessionConditions conditions) {
    List<ChangePoint> points = ChangePoints.amidWander(scaled, History.SEED);
    List<LevelChange> changes = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      int from = i == 0 ? 0 : points.get(i - 1).index();
      int to = i + 1 == points.size() ? scaled.length : points.get(i + 1).index();
      changes.add(change(points.get(i), from, to, conditions));
    }
    return changes;
  }

  private LevelChange change(ChangePoint point, int from, int to, SessionConditions conditions) {
    int at = point.index();
    LevelShift shift =
        LevelShift.of(Arrays.copyOfRange(scaled, from, at), Arrays.copyOfRange(scaled, at, to));
    List<ConditionDifference> differences = differences(at - 1, at, conditions);
    List<ConditionDifference> nearby = new ArrayList<>();
    if (differences.isEmpty()) {
      nearby.addAll(differences(at - 2, at - 1, conditions));
      nearby.addAll(differences(at, at + 1, conditions));
    }
    return new LevelChange(
        places[at],
        metric.back(point.before()),
        metric.back(point.after()),
        metric.size(shift.point()),
        metric.size(shift.interval().low()),
        metric.size(shift.interval().high()),
        point.p(),
        Effect.of(metric.metric().direction(), shift.point() > 0),
        differences,
        nearby);
  }

  private List<ConditionDifference> differences(
      int before, int after, SessionConditions conditions) {
    return before < 0 || after >= places.length
        ? List.of()
        : conditions.between(tallies.get(places[before]), tallies.get(places[after]));
  }

  /** Returns how many sessions before the newest are on its level, if it can be judged. */
  int earlier(List<LevelChange> changes) {
    int begin = changes.isEmpty() ? 0 : changes.get(changes.size() - 1).at();
    int onLevel = (int) Arrays.stream(places).filter(place -> place >= begin).count();
    return newestHasLevel() ? onLevel - 1 : onLevel;
  }

  boolean canBeJudged(List<LevelChange> changes) {
    return newestHasLevel() && earlier(changes) >= History.FEWEST_TO_JUDGE;
  }

  private boolean newestHasLevel() {
    return sessions.get(sessions.size() - 1).level().isPresent();
  }

  /**
   * Judges the newest session.
   *
   * @param judged how many series of the report can be judged: they share one rate of false alarms
   */
  NewestSession newest(List<LevelChange> changes, int judged) {
    int earlier = earlier(changes);
    if (!newestHasLevel()) {
      return NewestSession.notJudged(NewestSession.State.NOT_VALID, earlier);
    }
    if (!canBeJudged(changes)) {
      return NewestSession.notJudged(NewestSession.State.TOO_FEW, earlier);
    }
    int last = scaled.length - 1;
    double[] before = Arrays.copyOfRange(scaled, last - earlier, last);
    Estimate predicted = PredictionInterval.of(before, 1 - History.FALSE_ALARMS / judged);
    Interval interval = predicted.interval().orElseThrow();
    double value = scaled[last];
    double room = NEARLY_EQUAL * Math.max(1, Math.abs(value));
    double most = Arrays.stream(before).max().orElseThrow();
    double least = Arrays.stream(before).min().orElseThrow();
    boolean above = value > Math.max(interval.high(), most) + room;
    boolean below = value < Math.min(interval.low(), least) - room;
    return new NewestSession(
        above || below ? state(metric.metric(), above) : NewestSession.State.AS_EXPECTED,
        earlier,
        Optional.of(
            new Interval(
                metric.back(interval.low()), metric.back(interval.high()), interval.level())));
  }

  private static NewestSession.State state(Metric metric, boolean above) {
    return switch (Effect.of(metric.direction(), above)) {
      case WORSE -> NewestSession.State.WORSE;
      case BETTER -> NewestSession.State.BETTER;
      case OTHER -> NewestSession.State.UNUSUAL;
    };
  }
}
