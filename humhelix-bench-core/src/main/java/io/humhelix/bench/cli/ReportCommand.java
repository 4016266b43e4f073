package io.humhelix.bench.cli;

import io.humhelix.bench.html.HtmlReport;
import io.humhelix.bench.html.MissingLibraryException;
import io.humhelix.bench.html.RefusedReportException;
import io.humhelix.bench.html.ReportRequest;
import io.humhelix.bench.store.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the report. */
@Command(
    name = "report",
    description = "Writes a report of stored results: one HTML file that needs no network.")
final class ReportCommand implements Callable<Integer> {

  private final CommandContext context;

  @Parameters(
      arity = "1..*",
      paramLabel = "RESULTS",
      description = "Results files, and folders of them; hum-helix's own too.")
  private List<Path> results;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "report.html",
      description = "The file to write (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Mixin private ReportComparison comparison;

  ReportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    try {
      HtmlReport.write(comparison.of(ReportRequest.of(results)), output);
    } catch (StoreException | MissingLibraryException | RefusedReportException e) {
      throw new BadInputException(List.of(e.getMessage()));
    }
    context.out().println("Report: " + output);
    return ExitCode.OK;
  }
}
