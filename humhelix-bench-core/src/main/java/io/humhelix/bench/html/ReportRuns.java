package io.humhelix.bench.html;

import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.TrialRows;
import java.util.List;

/**
 * The runs whose pictures a report shows: the newest of each benchmark on each host.
 *
 * @param runs the newest first
 * @param damages why a file that should have been read as a run was not, a sentence each
 */
public record ReportRuns(List<RunResult> runs, List<String> damages) {

  public ReportRuns {
    runs = List.copyOf(runs);
    damages = List.copyOf(damages);
  }

  /**
   * Reads them.
   *
   * @param request of a report
   * @param progress is told after each file
   * @return those that can be read
   * @throws StoreException if results are missing, or cannot be read at all
   */
  public static ReportRuns of(ReportRequest request, TrialRows.Progress progress)
      throws StoreException {
    ReportSources sources = ReportSources.read(request.withNewestAlone(), progress);
    return new ReportRuns(sources.runs(), sources.unreadable());
  }
}
