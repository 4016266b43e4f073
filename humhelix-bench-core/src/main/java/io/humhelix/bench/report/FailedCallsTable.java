package io.humhelix.bench.report;

import static io.humhelix.bench.report.FittedTable.OPTIONAL;

import io.humhelix.bench.report.ConsoleTable.Align;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The measured trials in which calls failed, one row each, valid or not: the other tables have
 * numbers of valid trials alone.
 */
final class FailedCallsTable {

  static final String TITLE = "Failed calls";

  private static final int DIGITS = 4;

  /** More rows tell no more. */
  private static final int MOST_ROWS = 20;

  private record Row(String runConfig, TrialResult trial) {}

  private FailedCallsTable() {}

  static List<String> lines(RunResult run, Symbols symbols, TableView view) {
    List<Row> rows = new ArrayList<>();
    for (RunConfigResult config : run.runConfigs()) {
      for (TrialResult trial : config.trials()) {
        if (trial.kind() == TrialKind.MEASURED && !trial.failedCalls().isEmpty()) {
          rows.add(new Row(config.label(), trial));
        }
      }
    }
    if (rows.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(table(rows, symbols).fit(view).lines());
    if (rows.size() > MOST_ROWS) {
      lines.add("and " + NumberText.count(rows.size() - MOST_ROWS, "more trial"));
    }
    lines.addAll(
        new Legend()
            .add(
                "Numbers are of the calls that were answered, but for WER and CER: there a failed"
                    + " call is a text without a word.")
            .lines());
    return lines;
  }

  private static FittedTable table(List<Row> all, Symbols symbols) {
    List<Row> rows = all.subList(0, Math.min(MOST_ROWS, all.size()));
    FittedTable table = new FittedTable(symbols);
    add(table, rows, "run config", Align.LEFT, FittedTable.KEY, Row::runConfig);
    right(table, rows, "fork\ntrial", 1, t -> t.fork() + "." + t.trial());
    add(table, rows, "status", Align.LEFT, 2, row -> row.trial().status().name());
    right(table, rows, "failed\ncalls", 3, FailedCallsTable::failed);
    right(table, rows, "errors\n%", 4, t -> number(t, Metrics.ERROR_PERCENT));
    right(table, rows, "goodput\nper s", 5, t -> number(t, Metrics.GOODPUT_PER_S));
    right(table, rows, "latency\np50 s", OPTIONAL + 2, t -> number(t, Metrics.LATENCY_P50_S));
    right(table, rows, "latency\nmax s", OPTIONAL + 3, t -> number(t, Metrics.LATENCY_MAX_S));
    right(table, rows, "RTF", OPTIONAL, t -> number(t, Metrics.RTF));
    right(table, rows, "WER\n%", OPTIONAL + 1, t -> rate(t, ErrorUnit.WORD));
    right(table, rows, "CER\n%", OPTIONAL + 4, t -> rate(t, ErrorUnit.CHARACTER));
    return table;
  }

  private static void add(
      FittedTable table,
      List<Row> rows,
      String title,
      Align align,
      int rank,
      Function<Row, String> cell) {
    table.column(title, title, align, rank, rows.stream().map(cell).toList());
  }

  private static void right(
      FittedTable table,
      List<Row> rows,
      String title,
      int rank,
      Function<TrialResult, String> cell) {
    add(table, rows, title, Align.RIGHT, rank, row -> cell.apply(row.trial()));
  }

  private static String failed(TrialResult trial) {
    int failed = trial.failedCalls().size();
    return failed + "/" + (failed + trial.calls().size());
  }

  private static String rate(TrialResult trial, ErrorUnit unit) {
    return trial
        .metric(unit.rate())
        .map(percent -> NumberText.fixed(percent, 2))
        .orElse(NumberText.NONE);
  }

  private static String number(TrialResult trial, Metric metric) {
    return trial
        .metric(metric)
        .map(value -> NumberText.significant(value, DIGITS))
        .orElse(NumberText.NONE);
  }
}
