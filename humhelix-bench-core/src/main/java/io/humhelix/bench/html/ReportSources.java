package io.humhelix.bench.html;

import io.humhelix.bench.picture.Entry;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.ResultsPaths;
import io.humhelix.bench.store.RunHeader;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.TrialRows;
import io.humhelix.bench.summary.Factor;
import io.humhelix.bench.summary.TrialSummary;
import io.humhelix.bench.summary.TrialTallies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
 * @param runs the newest run of each benchmark on each host, the newest first
 * @param entries their run configs
 * @param unreadable why a file that should have been read as a run was not
 */
record ReportSources(
    ReportRequest request,
    TrialTallies tallies,
    TrialSummary summary,
    List<RunResult> runs,
    List<Entry.Measured> entries,
    List<String> unreadable) {

  ReportSources {
    runs = List.copyOf(runs);
    entries = List.copyOf(entries);
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
    TrialTallies tallies = TrialTallies.read(all, true, progress);
    Map<List<String>, Path> newest = new LinkedHashMap<>();
    for (Path file : ResultsPaths.files(request.results())) {
      Optional<RunHeader> header = RunReader.header(file);
      // Names begin with the time of the start.
      header.ifPresent(
          its ->
              newest.merge(
                  List.of(
                      its.definition().name(), its.provenance().host().getOrDefault("name", "")),
                  file,
                  (one, other) ->
                      String.valueOf(one.getFileName())
                                  .compareTo(String.valueOf(other.getFileName()))
                              > 0
                          ? one
                          : other));
    }
    List<RunResult> runs = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (Path file : newest.values()) {
      try {
        runs.add(RunReader.read(file));
      } catch (StoreException e) {
        unreadable.add(e.getMessage());
      }
    }
    runs.sort((one, other) -> other.startedAt().compareTo(one.startedAt()));
    return new ReportSources(
        request, tallies, tallies.summary(all), runs, Entry.of(runs), unreadable);
  }
}
