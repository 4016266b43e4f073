package io.humhelix.bench.history;

import io.humhelix.bench.store.RunConfigFacts;
import io.humhelix.bench.store.RunFacts;
import io.humhelix.bench.store.TrialRow;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows as they are read, for a {@link History}: for those who read them for something else too.
 * Mutable; for one thread.
 */
public final class SessionRows {

  /** hum-helix's files have facts of their own in each row. */
  private static final int REMEMBERED = 256;

  private final History.Request request;
  private final Set<String> metrics;
  private final Map<List<String>, SessionTally> tallies = new LinkedHashMap<>();

  /** By the facts of the run config: rows of a run mostly share them. */
  private final Map<RunConfigFacts, SessionTally> recent = new IdentityHashMap<>();

  private RunFacts recentRun;

  /**
   * Begins without a row.
   *
   * @param request what is to be shown; its paths are for others to read
   */
  public SessionRows(History.Request request) {
    this.request = request;
    this.metrics = metrics(request);
  }

  /**
   * Takes a row, if it passes the filters.
   *
   * @param row with its metrics
   */
  public void add(TrialRow row) {
    if (!request.filters().isEmpty()
        && !request.filters().stream().allMatch(filter -> filter.matches().test(row))) {
      return;
    }
    if (recentRun != row.run()) {
      recentRun = row.run();
      recent.clear();
    }
    SessionTally tally = recent.get(row.config());
    if (tally == null) {
      String run = row.run().runId().isEmpty() ? row.run().file().toString() : row.run().runId();
      tally =
          tallies.computeIfAbsent(
              List.of(run, SessionTally.label(row.config())), any -> SessionTally.of(row));
      if (recent.size() < REMEMBERED) {
        recent.put(row.config(), tally);
      }
    }
    tally.add(row, metrics);
  }

  /**
   * Takes those of a later file.
   *
   * @param later of the same request; not used after
   */
  public void add(SessionRows later) {
    later.tallies.forEach(
        (id, tally) ->
            tallies.merge(
                id,
                tally,
                (old, more) -> {
                  old.add(more);
                  return old;
                }));
  }

  /**
   * Tells whether there can be a series of more than one session.
   *
   * @return whether two runs have a run config of the same name
   */
  public boolean anyTwice() {
    Set<String> labels = new HashSet<>();
    return !tallies.keySet().stream().allMatch(id -> labels.add(id.get(1)));
  }

  History.Request request() {
    return request;
  }

  Map<List<String>, SessionTally> tallies() {
    return tallies;
  }

  /** Metrics that rows must have. */
  Set<String> readMetrics() {
    Set<String> read = new HashSet<>(metrics);
    request.filters().forEach(filter -> filter.metric().ifPresent(read::add));
    return read;
  }

  private static Set<String> metrics(History.Request request) {
    Set<String> metrics = new LinkedHashSet<>(request.metrics());
    if (metrics.isEmpty()) {
      metrics.addAll(List.of("rtf", "rtfx_wall", "latency_p50_s", "peak_load", SessionMetric.WER));
      metrics.add(SessionMetric.CER);
      metrics.addAll(SessionMetric.MORE);
    }
    return metrics;
  }
}
