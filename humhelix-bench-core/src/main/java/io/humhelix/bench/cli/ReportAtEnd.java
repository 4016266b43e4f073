package io.humhelix.bench.cli;

import io.humhelix.bench.html.HtmlReport;
import io.humhelix.bench.html.ReportRequest;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.result.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The report that a run writes when it has ended, however that was. Its results are on disk before;
 * a report that cannot be written takes nothing from them.
 *
 * @param file where to; empty for no report
 */
record ReportAtEnd(Optional<Path> file) {

  /** Refuses what could not be written, before hours of measuring. */
  void check() throws BadInputException {
    Optional<String> obstacle = file.flatMap(HtmlReport::obstacle);
    if (obstacle.isPresent()) {
      throw new BadInputException(List.of("--report: " + obstacle.get()));
    }
  }

  /**
   * Writes it.
   *
   * @param run what was measured
   * @param baseline what it was held against
   * @param code how the run ended
   * @return the same; if all was well but the report could not be written, what says so
   */
  int write(CommandContext context, RunResult run, Optional<RunResult> baseline, int code) {
    if (file.isEmpty() || run.resultsFile().isEmpty()) {
      return code;
    }
    Path results = run.resultsFile().get();
    try {
      HtmlReport.write(
          ReportRequest.of(List.of(results))
              .withBaseline(baseline.filter(old -> !old.runId().equals(run.runId()))),
          file.get());
      context.err().println(DisplayText.oneLine("Report: " + file.get()));
      return code;
    } catch (IOException | RuntimeException e) {
      int now = code == ExitCode.OK ? ExitCode.INTERNAL : code;
      context.complain(
          "--report: "
              + (e instanceof IOException ? e.getMessage() : "internal error: " + e)
              + "\n"
              + "The results are whole, in "
              + results
              + ": 'humhelix-bench report "
              + ShellWord.of(results)
              + " -o FILE' writes it again."
              + (now == code ? "" : " Only for the report the exit code is " + now + "."));
      return now;
    }
  }
}
