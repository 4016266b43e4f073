package io.humhelix.bench.report;

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

  static List<String> lines(RunResult run, Symbols symbols) {
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
    ConsoleTable table =
        new ConsoleTable(symbols)
            .column("run config", Align.LEFT)
            .column("fork\ntrial", Align.RIGHT)
            .column("status", Align.LEFT)
            .column("failed\ncalls", Align.RIGHT)
            .column("errors\n%", Align.RIGHT)
            .column("goodput\nper s", Align.RIGHT)
            .column("latency\np50 s", Align.RIGHT)
            .column("latency\nmax s", Align.RIGHT)
            .column("RTF", Align.RIGHT)
            .column("WER\n%", Align.RIGHT)
            .column("CER\n%", Align.RIGHT);
    rows.stream().limit(MOST_ROWS).forEach(row -> table.row(cells(row)));
    StringBuilder text = new StringBuilder();
    table.appendTo(text);
    List<String> lines = new ArrayList<>(text.toString().lines().toList());
    if (rows.size() > MOST_ROWS) {
      lines.add("and " + NumberText.count(rows.size() - MOST_ROWS, "more trial"));
    }
    lines.addAll(
        new Legend()
            .add(
                "errors: failed calls / calls. goodput: calls answered, within the limit if there is"
                    + " one, / elapsed time. latency, RTF: of the calls that were answered. WER,"
                    + " CER: a failed call is a text without a word.")
            .lines());
    return lines;
  }

  private static List<String> cells(Row row) {
    TrialResult trial = row.trial();
    int failed = trial.failedCalls().size();
    return List.of(
        row.runConfig(),
        trial.fork() + "." + trial.trial(),
        trial.status().name(),
        failed + "/" + (failed + trial.calls().size()),
        number(trial, Metrics.ERROR_PERCENT),
        number(trial, Metrics.GOODPUT_PER_S),
        number(trial, Metrics.LATENCY_P50_S),
        number(trial, Metrics.LATENCY_MAX_S),
        number(trial, Metrics.RTF),
        rate(trial, ErrorUnit.WORD),
        rate(trial, ErrorUnit.CHARACTER));
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
