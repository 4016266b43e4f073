package io.humhelix.bench.report;

import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.report.ConsoleTable.Align;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.PrimaryMetric;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.result.TrialResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The main table of a run under load: one row per run config, with the columns that its scenario
 * has. What has an estimate shows its point; other numbers are medians over the valid trials.
 */
final class LoadTable {

  private static final int DIGITS = 4;

  /** Titles of the columns that can decide. */
  private static final Map<Metric, String> NAMES =
      Map.of(
          Metrics.PEAK_LOAD, "peak",
          Metrics.RTFX_WALL, "RTFx wall",
          Metrics.LATENCY_P50_S, "latency p50",
          Metrics.RTF, "RTF");

  private final RunResult run;
  private final Map<RunConfigResult, EstimateText> estimates;
  private final Symbols symbols;
  private final Scenario scenario;
  private final Metric deciding;
  private final boolean open;
  private final boolean latencies;
  private final boolean failures;

  LoadTable(RunResult run, Map<RunConfigResult, EstimateText> estimates, Symbols symbols) {
    this.run = run;
    this.estimates = estimates;
    this.symbols = symbols;
    scenario = run.definition().scenario();
    deciding = PrimaryMetric.of(scenario);
    open = scenario instanceof Scenario.Server || scenario instanceof Scenario.Streams;
    latencies = !(scenario instanceof Scenario.Offline);
    failures =
        run.runConfigs().stream()
            .flatMap(config -> config.trials().stream())
            .anyMatch(trial -> trial.counts() && !trial.failedCalls().isEmpty());
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
    estimate(columns, "load\ns", Metrics.LOAD_S);
    estimate(columns, "first\ncall s", Metrics.FIRST_CALL_S);
    loads(columns);
    if (latencies) {
      estimate(columns, "latency\np50 s", Metrics.LATENCY_P50_S);
      median(columns, "latency\np90 s", Metrics.LATENCY_P90_S);
      median(columns, "latency\np95 s", Metrics.LATENCY_P95_S);
      median(columns, "latency\np99 s", Metrics.LATENCY_P99_S);
      right(columns, "latency\nmax s", c -> number(RunConfigFigures.slowestClip(c)));
    }
    if (open) {
      median(columns, "queued\np50 s", Metrics.QUEUED_P50_S);
      median(columns, "most out-\nstanding", Metrics.OUTSTANDING_MAX);
    }
    median(columns, "clips\nper s", Metrics.SAMPLES_PER_S);
    if (failures) {
      median(columns, "goodput\nper s", Metrics.GOODPUT_PER_S);
      median(columns, "errors\n%", Metrics.ERROR_PERCENT);
    }
    speed(columns, "RTFx\nwall", Metrics.RTFX_WALL);
    speed(columns, "RTF", Metrics.RTF);
    right(columns, "WER\n%", c -> estimates.get(c).point(Metrics.WER_PERCENT));
    right(columns, "WER %\n95 % interval", c -> estimates.get(c).interval(Metrics.WER_PERCENT));
    if (EstimateText.charactersDecide(estimates.values())) {
      right(columns, "CER\n%", c -> estimates.get(c).point(Metrics.CER_PERCENT));
      right(columns, "CER %\n95 % interval", c -> estimates.get(c).interval(Metrics.CER_PERCENT));
    }
    columns.add(new Column("normalizer", Align.LEFT, LoadTable::normalizer));
    right(
        columns,
        "valid\ntrials",
        c -> c.validTrials().size() + "/" + PlannedTrials.of(run.definition(), c));
    return columns;
  }

  private void loads(List<Column> columns) {
    if (scenario instanceof Scenario.MultiStream) {
      median(columns, "clips per\nquery", Metrics.OFFERED_LOAD);
    }
    if (!open) {
      return;
    }
    String unit = scenario instanceof Scenario.Server ? "clips/s" : "streams";
    if (scenario.search().isPresent()) {
      estimate(columns, "peak\n" + unit, Metrics.PEAK_LOAD);
      right(columns, limitPercentile() + " at\npeak s", c -> number(PeakLatency.of(c).median()));
    } else {
      median(columns, "offered\n" + unit, Metrics.OFFERED_LOAD);
    }
    median(columns, "completed\nper s", Metrics.COMPLETED_PER_S);
    if (scenario.limit().isPresent()) {
      right(columns, "sustained\ntrials", LoadTable::sustained);
    }
  }

  /** The point of an estimate; its interval beside it if the metric is the one that decides. */
  private void estimate(List<Column> columns, String title, Metric metric) {
    right(columns, title, c -> estimates.get(c).point(metric));
    if (metric.equals(deciding)) {
      right(columns, "95 %\ninterval", c -> estimates.get(c).interval(metric));
    }
  }

  /** An estimate only if the metric decides. */
  private void speed(List<Column> columns, String title, Metric metric) {
    if (metric.equals(deciding)) {
      estimate(columns, title, metric);
    } else {
      median(columns, title, metric);
    }
  }

  /** The median over the valid trials, for a metric that has no estimate. */
  private static void median(List<Column> columns, String title, Metric metric) {
    right(columns, title, c -> number(RunConfigFigures.ofTrials(c, metric).median()));
  }

  private static void right(List<Column> columns, String title, Text text) {
    columns.add(new Column(title, Align.RIGHT, text));
  }

  private static String number(OptionalDouble value) {
    return NumberText.significant(value, DIGITS);
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

  private static String normalizer(RunConfigResult config) {
    return RunConfigFigures.of(config).scoredClips() > 0 ? config.normalizer() : NumberText.NONE;
  }

  private String chunks() {
    return scenario instanceof Scenario.Streams streams && streams.chunk().isPresent()
        ? ", in chunks of " + NumberText.time(streams.chunk().get())
        : "";
  }

  /** What the columns mean. */
  List<String> legend() {
    Legend legend =
        new Legend()
            .add("scenario: " + scenario.name() + chunks() + ".")
            .add("first call: first clip after the model load; in no other number.");
    if (latencies) {
      legend.add(
          latency()
              + " p90 to p99: only with enough "
              + (scenario instanceof Scenario.MultiStream ? "queries" : "clips")
              + " to bound them. max: slowest of all valid trials.");
    }
    if (open) {
      legend.add(
          "queued: time a clip waited for the system. most outstanding: most clips at one time that"
              + " were due and not done.");
    }
    scenario
        .limit()
        .ifPresent(
            limit ->
                legend.add(
                    "sustained: valid trials with "
                        + limitPercentile()
                        + " within "
                        + NumberText.time(limit.limit())
                        + " and no growing backlog."));
    if (scenario.search().isPresent()) {
      legend.add(
          "peak: highest load that was held, and held again in a second step; "
              + limitPercentile()
              + " at peak: over the clips of that step.");
    }
    if (failures) {
      legend.add(
          "errors: failed calls / calls. goodput: clips answered, within the limit if there is one,"
              + " / elapsed time. Latency, clips per s, RTFx and RTF are of answered clips; a failed"
              + " one counts in the WER as a text without a word.");
    }
    return legend
        .add("RTFx wall: audio time / elapsed time. RTF: processing time / audio time.")
        .add(
            "WER, CER: errors / words (characters) of the references; where a clip got several"
                + " texts, the mean of their errors.")
        .errorRates(run, estimates)
        .estimates("load, first call" + (latencies ? ", latency p50" : "") + also(), name())
        .add("Other numbers: median of the valid trials.")
        .lines();
  }

  /** As in "p95". */
  private String limitPercentile() {
    double percentile = scenario.limit().orElseThrow().percentile();
    return "p" + BigDecimal.valueOf(percentile).stripTrailingZeros().toPlainString();
  }

  private String latency() {
    if (open) {
      return "latency: from the time a clip was due.";
    }
    return scenario instanceof Scenario.MultiStream
        ? "latency: of a query, until its slowest clip is done."
        : "latency: time per clip.";
  }

  /** The title of the deciding column. */
  private String name() {
    return NAMES.get(deciding);
  }

  private String also() {
    return deciding.equals(Metrics.LATENCY_P50_S) ? "" : ", " + name();
  }
}
