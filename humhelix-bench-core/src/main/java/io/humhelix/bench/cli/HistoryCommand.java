package io.humhelix.bench.cli;

import io.humhelix.bench.history.History;
import io.humhelix.bench.history.HistorySeries;
import io.humhelix.bench.history.NewestSession;
import io.humhelix.bench.json.HistoryJson;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.report.HistoryReport;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.summary.TrialFilter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows since when a metric is worse. */
@Command(
    name = "history",
    description =
        "Shows lasting changes over many runs: since when, by how much, and what else changed there."
            + " Judges the newest run of each host by those before it.",
    footer = {
      "humhelix-bench history results",
      "humhelix-bench history results --metric load_s --details",
      "humhelix-bench history results --last 30 --fail-on-regression"
    })
final class HistoryCommand implements Callable<Integer> {

  private final CommandContext context;

  @Parameters(
      arity = "1..*",
      paramLabel = "RESULTS",
      description = "Results files, and folders of them; hum-helix's own too.")
  private List<Path> results;

  @Option(
      names = "--metric",
      split = ",",
      paramLabel = "NAME",
      description =
          "Metrics by name, such as latency_p95_s (default: the deciding speed and error rate,"
              + " load_s, peaks of memory, failed calls).")
  private List<String> metrics = new ArrayList<>();

  @Mixin private FilterArguments filters;

  @Option(
      names = "--last",
      paramLabel = "N",
      description = "Only the newest N sessions of each series.")
  private Integer last;

  @Option(names = "--details", description = "All series, with their sessions.")
  private boolean details;

  @Option(
      names = "--fail-on-regression",
      description =
          "Exit code 4 if the newest session is worse than expected, or a change for the worse is"
              + " at most 12 sessions old; 1 if the newest session has no valid trial; 5 if a series is"
              + " too young to tell.")
  private boolean failOnRegression;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  HistoryCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    History history;
    try {
      history = History.read(request());
    } catch (StoreException e) {
      throw new BadInputException(List.of(e.getMessage()));
    }
    if (!metrics.isEmpty()) {
      requireMetrics(history);
    }
    HistoryReport report = new HistoryReport(history, details, context.symbols(), context.view());
    if (json) {
      context.out().println(JsonText.text(HistoryJson.of(history, report.headline())));
    } else {
      context.out().print(report);
    }
    return exitCode(history);
  }

  private History.Request request() throws BadInputException {
    List<String> problems = new ArrayList<>();
    List<TrialFilter> tests = filters.parse(problems);
    if (last != null && last < 1) {
      problems.add("--last: found " + last + "; allowed: 1 or more");
    }
    for (String metric : metrics) {
      if (!metric.matches("[a-z][a-z0-9_]*")) {
        problems.add(
            "--metric: found '" + metric + "'; allowed: names of metrics, such as rtf,load_s");
      }
    }
    if (!problems.isEmpty()) {
      throw new BadInputException(problems);
    }
    return new History.Request(results, metrics, tests, last == null ? 0 : last);
  }

  /** A name that no valid trial has is mostly a slip of the pen. */
  private void requireMetrics(History history) throws BadInputException {
    List<String> missing =
        metrics.stream()
            .filter(
                name -> history.series().stream().noneMatch(one -> one.key().metric().equals(name)))
            .map(
                name ->
                    "--metric: found '"
                        + name
                        + "', which no valid trial has; allowed: a metric of these results, such as"
                        + " rtf; 'show --sort NAME' shows one")
            .toList();
    if (!missing.isEmpty()) {
      throw new BadInputException(missing);
    }
  }

  private int exitCode(History history) {
    if (failOnRegression) {
      if (anyMeasured(history, HistorySeries::worseOfLate)) {
        return ExitCode.REGRESSION;
      }
      if (history.series().isEmpty()
          || anyMeasured(history, one -> isNewest(one, NewestSession.State.NOT_VALID))) {
        return ExitCode.NOT_ALL_OK;
      }
      if (history.damages().isEmpty()
          && anyMeasured(history, one -> isNewest(one, NewestSession.State.TOO_FEW))) {
        return ExitCode.UNDECIDED;
      }
    }
    return history.damages().isEmpty() ? ExitCode.OK : ExitCode.NOT_ALL_OK;
  }

  /** What is no longer measured has been judged when it was. */
  private static boolean anyMeasured(History history, Predicate<HistorySeries> test) {
    return history.series().stream().anyMatch(one -> one.newerRun().isEmpty() && test.test(one));
  }

  private static boolean isNewest(HistorySeries series, NewestSession.State state) {
    return series.newest().state() == state;
  }
}
