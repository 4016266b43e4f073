package io.humhelix.bench.html;

import io.humhelix.bench.history.History;
import io.humhelix.bench.history.SessionRows;
import io.humhelix.bench.picture.Entry;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.TrialRows;
import io.humhelix.bench.summary.Factor;
import io.humhelix.bench.summary.TrialSummary;
import io.humhelix.bench.summary.TrialTallies;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the parts of a report are made from, each read once. Means are of all trials of all files;
 * pictures and texts are of the newest run of each benchmark on each host.
 *
 * @param request what is to be shown
 * @param tallies all trials of all files
 * @param summary the same as means by hum-helix's keys, and who is fastest
 * @param history the same over time; empty where no run config was measured in two runs
 * @param runs the newest run of each benchmark on each host, the newest first
 * @param entries their run configs
 * @param shortened of runs that were too long to be read whole, by run id: one of how many plain
 *     trials was kept, 1 where all were. Of these runs only the first valid trial of each run
 *     config has texts
 * @param unreadable why a file that should have been read as a run was not
 */
record ReportSources(
    ReportRequest request,
    TrialTallies tallies,
    TrialSummary summary,
    Optional<History> history,
    List<RunResult> runs,
    List<Entry.Measured> entries,
    Map<String, Integer> shortened,
    List<String> unreadable) {

  ReportSources {
    runs = List.copyOf(runs);
    entries = List.copyOf(entries);
    shortened = Map.copyOf(shortened);
    unreadable = List.copyOf(unreadable);
  }

  static ReportSources read(ReportRequest request) throws StoreException {
    return read(request, (done, files) -> {});
  }

  /** Reads them; the progress is told after each file. */
  static ReportSources read(ReportRequest request, TrialRows.Progress progress)
      throws StoreException {
    TrialSummary.Request all =
        new TrialSummary.Request(request.results(), Factor.DEFAULT, List.of(), List.of(), 0);
    History.Request nights = new History.Request(request.results(), List.of(), List.of(), 0);
    SessionRows sessions = new SessionRows(nights);
    TrialTallies tallies =
        TrialTallies.read(
            all, true, progress, () -> new SessionRows(nights), SessionRows::add, sessions::add);
    NewestRunFiles newest = NewestRunFiles.read(request.results());
    return new ReportSources(
        request,
        tallies,
        tallies.summary(all),
        sessions.anyTwice() ? Optional.of(History.of(sessions, tallies.read())) : Optional.empty(),
        newest.runs(),
        Entry.of(newest.runs()),
        newest.shortened(),
        newest.unreadable());
  }

  /** A run config with those trials alone whose texts were read. */
  RunConfigResult withTexts(Entry.Measured one) {
    RunConfigResult config = one.config();
    return shortened.containsKey(one.run().runId())
        ? new RunConfigResult(
            config.runConfig(),
            config.status(),
            config.effective(),
            config.normalizer(),
            config.validTrials().stream().limit(1).toList(),
            config.issues(),
            config.failure(),
            config.forks())
        : config;
  }
}
