package io.humhelix.bench.html;

import io.humhelix.bench.result.RunResult;
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
 */
public record ReportRequest(
    List<Path> results, String title, Optional<RunResult> baseline, Optional<String> against) {

  public ReportRequest {
    results = List.copyOf(results);
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(baseline, "baseline");
    Objects.requireNonNull(against, "against");
  }

  /**
   * Shows results.
   *
   * @param results results files, and folders of them
   * @return a request with defaults
   */
  public static ReportRequest of(List<Path> results) {
    return new ReportRequest(results, "", Optional.empty(), Optional.empty());
  }
}
