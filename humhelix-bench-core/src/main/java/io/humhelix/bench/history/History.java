package io.humhelix.bench.history;

import io.humhelix.bench.result.Metric;
import io.humhelix.bench.stats.ChangePoints;
import io.humhelix.bench.store.Damage;
import io.humhelix.bench.store.RowsRead;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.TrialRows;
import io.humhelix.bench.summary.TrialFilter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;

/**
 * Many runs of the same definitions over time: each metric of each run config on each host as a
 * series of sessions, with its lasting changes ({@link ChangePoints#amidWander}, from {@link
 * #FEWEST_TO_CHANGE} sessions on) and its newest session judged by those before it ({@link
 * io.humhelix.bench.stats.PredictionInterval}, from {@link #FEWEST_TO_JUDGE} sessions on its level
 * on). The same files give the same result, bit by bit.
 *
 * <p>Simulated histories of 30 sessions that differ by 1.5 %, of 5 forks each: a change is found
 * where there is none in 0.0 % (0.3 % where a fifth of the forks is slow, 0.0 % where each session
 * has a spread of its own, 2.0 % where sessions resemble the one before by 0.5; each of 400). One
 * of 5 % is found where it is, to one session, after 15 sessions in 88 % and after 8 in 72 %, one
 * of 10 % after 8 in 100 %. Without a change the newest session is called unusual in 0.7 %, 1.1 %,
 * 1.0 % and 1.5 % (each of 2000), if it is 5 % slower in 49 %, if 10 % slower in 99.6 %.
 *
 * <p>A session is a run; each of hum-helix's files is one. Values are those of valid trials alone;
 * a session without any is a gap.
 *
 * @param series in the order of their keys
 * @param sessions runs that were read, copies left out
 * @param remeasured how many systems of baselines were left out that runs measured again: they are
 *     no sessions of the systems that the definitions name
 * @param copies files whose trials another file has too, scored in another way: the other one
 *     counts
 * @param files what was read
 * @param damages what was not readable or not trustworthy
 */
public record History(
    List<HistorySeries> series,
    int sessions,
    int remeasured,
    List<Path> copies,
    List<Path> files,
    List<Damage> damages) {

  /** Fewest sessions in which a lasting change can be found. */
  public static final int FEWEST_TO_CHANGE = ChangePoints.FEWEST;

  /** Fewest sessions before the newest one, on its level, that it is judged by. */
  public static final int FEWEST_TO_JUDGE = 12;

  /** In so many histories without a change, the newest session of any series is called unusual. */
  static final double FALSE_ALARMS = 0.01;

  static final long SEED = 1;

  /**
   * What is to be shown.
   *
   * @param paths results files and folders of them
   * @param metrics names of metrics; none: the deciding metric of speed, the deciding error rate,
   *     model load, peaks of memory and, where there are any, failed calls
   * @param filters which trials count
   * @param last how many of the newest sessions of each series; 0 for all
   */
  public record Request(
      List<Path> paths, List<String> metrics, List<TrialFilter> filters, int last) {
    public Request {
      paths = List.copyOf(paths);
      metrics = List.copyOf(metrics);
      filters = List.copyOf(filters);
    }
  }

  public History {
    series = List.copyOf(series);
    copies = List.copyOf(copies);
    files = List.copyOf(files);
    damages = List.copyOf(damages);
  }

  /** A series before it is judged. */
  private record Found(
      SeriesKey key, Metric metric, List<SessionLevel> sessions, SeriesJudge judge) {}

  /**
   * Reads, puts in order and judges.
   *
   * @param request what is to be shown
   * @return the history; without series if no run config has a valid trial
   * @throws StoreException if a path is missing, or cannot be read at all
   */
  public static History read(Request request) throws StoreException {
    SessionRows rows = new SessionRows(request);
    RowsRead read =
        TrialRows.of(request.paths())
            .withMetrics(rows.readMetrics())
            .collect(() -> new SessionRows(request), SessionRows::add, rows::add);
    return of(rows, read);
  }

  /**
   * Puts in order and judges what was read along with something else.
   *
   * @param rows all rows; not changed after
   * @param read what was met while they were read
   * @return the same history as if it had been read for itself
   */
  public static History of(SessionRows rows, RowsRead read) {
    return of(rows.request(), Sessions.of(rows, read));
  }

  private static History of(Request request, Sessions sessions) {
    List<Found> found = new ArrayList<>();
    sessions
        .places()
        .forEach(
            (place, all) -> {
              List<SessionTally> some =
                  request.last() > 0 && request.last() < all.size()
                      ? all.subList(all.size() - request.last(), all.size())
                      : all;
              found.addAll(found(request, place, sessions.byCharacter().contains(place), some));
            });
    found.sort(Comparator.comparing(Found::key));
    SessionConditions conditions = new SessionConditions();
    List<List<LevelChange>> changes =
        found.stream().map(one -> one.judge().changes(conditions)).toList();
    int judged = 0;
    for (int i = 0; i < found.size(); i++) {
      judged += found.get(i).judge().canBeJudged(changes.get(i)) ? 1 : 0;
    }
    List<HistorySeries> series = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      Found one = found.get(i);
      SessionLevel last = one.sessions().get(one.sessions().size() - 1);
      series.add(
          new HistorySeries(
              one.key(),
              one.metric(),
              one.sessions(),
              changes.get(i),
              one.judge().newest(changes.get(i), judged),
              sessions
                  .newestRun(one.key())
                  .filter(time -> last.startedAt().filter(time::isAfter).isPresent())));
    }
    return new History(
        series,
        sessions.count(),
        sessions.remeasured(),
        sessions.copies(),
        sessions.rows().files(),
        sessions.rows().damages());
  }

  private static List<Found> found(
      Request request, SessionPlace place, boolean byCharacter, List<SessionTally> tallies) {
    Set<String> measured = new LinkedHashSet<>();
    tallies.forEach(one -> measured.addAll(one.metrics()));
    Set<String> names = new LinkedHashSet<>(request.metrics());
    if (names.isEmpty()) {
      names.add(SessionMetric.speed(place.scenario(), measured));
      names.add(byCharacter ? SessionMetric.CER : SessionMetric.WER);
      names.addAll(SessionMetric.MORE);
    }
    List<Found> found = new ArrayList<>();
    for (String name : names) {
      SessionMetric metric = SessionMetric.of(name);
      List<SessionLevel> sessions = tallies.stream().map(one -> session(metric, one)).toList();
      if (sessions.stream().anyMatch(one -> one.level().isPresent())
          && (!request.metrics().isEmpty()
              || !name.equals(SessionMetric.FAILED_CALLS)
              || sessions.stream().anyMatch(one -> one.level().orElse(0) > 0))) {
        found.add(
            new Found(
                new SeriesKey(
                    place.host(), place.benchmark(), place.scenario(), place.runConfig(), name),
                metric.metric(),
                sessions,
                new SeriesJudge(metric, tallies, sessions)));
      }
    }
    return found;
  }

  private static SessionLevel session(SessionMetric metric, SessionTally tally) {
    SortedMap<Integer, double[]> values = tally.values(metric.metric().name());
    SessionMetric.Levels levels = metric.levels(values);
    double[] forks = levels.forks();
    return new SessionLevel(
        tally.run().runId(),
        tally.run().file(),
        SessionTime.of(tally.run()),
        levels.all(),
        forks.length < 2 ? OptionalDouble.empty() : Arrays.stream(forks).min(),
        forks.length < 2 ? OptionalDouble.empty() : Arrays.stream(forks).max(),
        (int) values.keySet().stream().filter(f -> f > 0).count(),
        tally.trials(),
        tally.valid());
  }

  /**
   * Returns the series that changed, the newest change first.
   *
   * @return those with a lasting change, or whose newest session is not as expected
   */
  public List<HistorySeries> changed() {
    return series.stream()
        .filter(
            one ->
                !one.changes().isEmpty()
                    || Set.of(
                            NewestSession.State.WORSE,
                            NewestSession.State.BETTER,
                            NewestSession.State.UNUSUAL)
                        .contains(one.newest().state()))
        .toList();
  }
}
