package io.humhelix.bench.html;

import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.summary.NewestRuns;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a report is to show.
 *
 * @param results results files, and folders of them; hum-helix's own too
 * @param title its title; empty for one made from the results
 * @param baseline what the newest run is compared with; empty for no comparison
 * @param against system of the newest run that all others are compared with; empty for none
 * @param last how many of the newest runs it shows; 0 for all
 */
public record ReportRequest(
    List<Path> results,
    String title,
    Optional<RunResult> baseline,
    Optional<String> against,
    int last) {

  public ReportRequest {
    results = List.copyOf(results);
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(baseline, "baseline");
    Objects.requireNonNull(against, "against");
    if (last < 0) {
      throw new IllegalArgumentException("last is " + last + "; allowed: 0 or more");
    }
  }

  /**
   * Shows results.
   *
   * @param results results files, and folders of them
   * @return a request with defaults
   */
  public static ReportRequest of(List<Path> results) {
    return new ReportRequest(results, "", Optional.empty(), Optional.empty(), 0);
  }

  /**
   * Gives it a title.
   *
   * @param its text; empty for one made from the results
   * @return a request that differs in this
   */
  public ReportRequest withTitle(String its) {
    return new ReportRequest(results, its, baseline, against, last);
  }

  /**
   * Compares the newest run with another.
   *
   * @param run the baseline; empty for no comparison
   * @return a request that differs in this
   */
  public ReportRequest withBaseline(Optional<RunResult> run) {
    return new ReportRequest(results, title, run, against, last);
  }

  /**
   * Shows the newest runs alone.
   *
   * @param runs how many; 0 for all
   * @return a request that differs in this
   */
  public ReportRequest withLast(int runs) {
    return new ReportRequest(results, title, baseline, against, runs);
  }

  /** The same with the files of the newest runs in place of all. */
  ReportRequest withNewestAlone() throws StoreException {
    return last == 0
        ? this
        : new ReportRequest(NewestRuns.files(results, last), title, baseline, against, 0);
  }
}
