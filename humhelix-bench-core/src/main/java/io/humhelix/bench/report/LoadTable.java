package io.humhelix.bench.report;

import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.report.ConsoleTable.Align;
import io.humhelix.bench.result.ErrorCounts;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.PrimaryMetric;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.stats.Sample;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The main table of a run under load: one row per run config, with the columns that its scenario
 * has. Numbers are medians over the valid trials.
 */
final class LoadTable {

  private static final int DIGITS = 4;

  private final RunResult run;
  private final Map<RunConfigResult, EstimateText> estimates;
  private final Symbols symbols;
  private final Scenario scenario;
  private final boolean open;
  private final boolean latencies;

  LoadTable(RunResult run, Map<RunConfigResult, EstimateText> estimates, Symbols symbols) {
    this.run = run;
    this.estimates = estimates;
    this.symbols = symbols;
    scenario = run.definition().scenario();
    open = scenario instanceof Scenario.Server || scenario instanceof Scenario.Streams;
    latencies = !(scenario instanceof Scenario.Offline);
  }

  ConsoleTable table() {
    ConsoleTable table = new ConsoleTable(symbols);
    for (Column column : columns()) {
      table.column(column.title(), column.align());
    }
    run.runConfigs()
        .forEach(config -> table.row(columns().stream().map(c -> c.text().of(config)).toList()));
    return table;
  }

  private record Column(String title, Align align, Text text) {}

  private interface Text {
    String of(RunConfigResult config);
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("run config", Align.LEFT, config -> config.runConfig().label()));
    columns.add(new Column("status", Align.LEFT, config -> config.status().name()));
    right(columns, "load\ns", c -> number(RunConfigFigures.of(c).load().median()));
    right(columns, "first\ncall s", c -> number(RunConfigFigures.of(c).firstCall().median()));
    loads(columns);
    if (latencies) {
      right(columns, "latency\np50 s", c -> median(c, Metrics.LATENCY_P50_S));
      interval(columns, Metrics.LATENCY_P50_S);
      right(columns, "latency\np90 s", c -> median(c, Metrics.LATENCY_P90_S));
      right(columns, "latency\np95 s", c -> median(c, Metrics.LATENCY_P95_S));
      right(columns, "latency\np99 s", c -> median(c, Metrics.LATENCY_P99_S));
      right(columns, "latency\nmax s", c -> median(c, Metrics.LATENCY_MAX_S));
    }
    if (open) {
      right(columns, "queued\np50 s", c -> median(c, Metrics.QUEUED_P50_S));
      right(columns, "most out-\nstanding", c -> median(c, Metrics.OUTSTANDING_MAX));
    }
    right(columns, "clips\nper s", c -> median(c, Metrics.SAMPLES_PER_S));
    right(columns, "RTFx\nwall", c -> median(c, Metrics.RTFX_WALL));
    interval(columns, Metrics.RTFX_WALL);
    right(columns, "RTF", c -> median(c, Metrics.RTF));
    right(columns, "WER\n%", LoadTable::wer);
    right(columns, "WER %\n95 % interval", c -> estimates.get(c).interval(Metrics.WER_PERCENT));
    columns.add(new Column("normalizer", Align.LEFT, LoadTable::normalizer));
    right(
        columns,
        "valid\ntrials",
        c -> c.validTrials().size() + "/" + PlannedTrials.of(run.definition(), c));
    return columns;
  }

  private void loads(List<Column> columns) {
    if (scenario instanceof Scenario.MultiStream) {
      right(columns, "clips per\nquery", c -> median(c, Metrics.OFFERED_LOAD));
    }
    if (!open) {
      return;
    }
    String unit = scenario instanceof Scenario.Server ? "clips/s" : "streams";
    if (scenario.search().isPresent()) {
      right(columns, "peak\n" + unit, c -> median(c, Metrics.PEAK_LOAD));
      interval(columns, Metrics.PEAK_LOAD);
    } else {
      right(columns, "offered\n" + unit, c -> median(c, Metrics.OFFERED_LOAD));
    }
    right(columns, "completed\nper s", c -> median(c, Metrics.COMPLETED_PER_S));
    if (scenario.limit().isPresent()) {
      right(columns, "sustained\ntrials", LoadTable::sustained);
    }
  }

  /** The interval of the metric before it, if that is the one that decides. */
  private void interval(List<Column> columns, Metric metric) {
    if (metric.equals(PrimaryMetric.of(scenario))) {
      right(columns, "95 %\ninterval", c -> estimates.get(c).interval(metric));
    }
  }

  private static void right(List<Column> columns, String title, Text text) {
    columns.add(new Column(title, Align.RIGHT, text));
  }

  private static String number(OptionalDouble value) {
    return NumberText.significant(value, DIGITS);
  }

  private static String median(RunConfigResult config, Metric metric) {
    List<Double> values =
        config.validTrials().stream().flatMap(trial -> trial.metric(metric).stream()).toList();
    return number(Sample.of(values).median());
  }

  private static String sustained(RunConfigResult config) {
    List<Boolean> verdicts =
        config.validTrials().stream()
            .map(TrialResult::scenario)
            .flatMap(Optional::stream)
            .map(ScenarioResult::sustained)
            .flatMap(Optional::stream)
            .toList();
    return verdicts.isEmpty()
        ? NumberText.NONE
        : verdicts.stream().filter(held -> held).count() + "/" + verdicts.size();
  }

  private static String wer(RunConfigResult config) {
    ErrorCounts words = RunConfigFigures.of(config).words();
    return words.hasRate() ? NumberText.fixed(100 * words.rate(), 2) : NumberText.NONE;
  }

  private static String normalizer(RunConfigResult config) {
    return RunConfigFigures.of(config).words().hasRate() ? config.normalizer() : NumberText.NONE;
  }

  private String chunks() {
    return scenario instanceof Scenario.Streams streams && streams.chunk().isPresent()
        ? ", in chunks of " + NumberText.time(streams.chunk().get())
        : "";
  }

  /** What the columns mean. */
  List<String> legend() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "scenario "
            + scenario.name()
            + chunks()
            + ". first call: the first clip on the freshly loaded model.");
    if (latencies) {
      lines.add(
          open
              ? "latency: from the time at which a clip was due. A percentile is shown where enough"
                  + " clips were taken to bound it; its interval is in the results file."
              : "latency: of a query, which is that of its slowest clip. A percentile is shown where"
                  + " enough queries were made to bound it.");
    }
    scenario
        .limit()
        .ifPresent(
            limit ->
                lines.add(
                    "sustained: p"
                        + BigDecimal.valueOf(limit.percentile())
                            .stripTrailingZeros()
                            .toPlainString()
                        + " within "
                        + NumberText.time(limit.limit())
                        + ", and no backlog that grows."));
    lines.add(
        "Numbers are medians over the valid trials. RTFx wall: audio / time; RTF: time of the calls"
            + " / audio. 95 % interval: of the geometric mean of the forks' medians, from 3 forks"
            + " on.");
    lines.add("WER: errors / reference words; each text that a clip got counts once a trial.");
    return lines;
  }
}
