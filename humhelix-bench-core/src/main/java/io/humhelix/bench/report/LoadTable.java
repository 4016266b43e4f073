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

  private final RunResult run;
  private final Map<RunConfigResult, EstimateText> estimates;
  private final Scenario scenario;
  private final Metric deciding;
  private final boolean characters;
  private final boolean failures;

  LoadTable(RunResult run, Map<RunConfigResult, EstimateText> estimates) {
    this.run = run;
    this.estimates = estimates;
    scenario = run.definition().scenario();
    deciding = PrimaryMetric.of(scenario);
    characters = EstimateText.charactersDecide(estimates.values());
    failures =
        run.runConfigs().stream()
            .flatMap(config -> config.trials().stream())
            .anyMatch(trial -> trial.counts() && !trial.failedCalls().isEmpty());
  }

  FittedTable table(Symbols symbols) {
    FittedTable table = new FittedTable(symbols);
    Map<RunConfigResult, String> names = RowNames.of(run.runConfigs());
    for (TableColumn column : TableColumn.of(scenario)) {
      boolean text =
          switch (column) {
            case RUN_CONFIG, STATUS, NORMALIZER -> true;
            default -> false;
          };
      table.column(
          column.key(),
          title(column),
          text ? Align.LEFT : Align.RIGHT,
          rank(column),
          run.runConfigs().stream()
              .map(
                  config ->
                      column == TableColumn.RUN_CONFIG ? names.get(config) : cell(column, config))
              .toList());
    }
    return table;
  }

  private String title(TableColumn column) {
    String unit = scenario instanceof Scenario.Server ? "clips/s" : "streams";
    return switch (column) {
      case PEAK -> "peak\n" + unit;
      case PEAK_INTERVAL, RTFX_WALL_INTERVAL, LATENCY_P50_INTERVAL -> "95 %\ninterval";
      case AT_PEAK -> limitPercentile() + " at\npeak s";
      case OFFERED ->
          scenario instanceof Scenario.MultiStream ? "clips per\nquery" : "offered\n" + unit;
      case RTFX_WALL -> "RTFx\nwall";
      case LATENCY_P50 -> "latency\np50 s";
      case LATENCY_P90 -> "latency\np90 s";
      case LATENCY_P95 -> "latency\np95 s";
      case LATENCY_P99 -> "latency\np99 s";
      case LATENCY_MAX -> "latency\nmax s";
      case SUSTAINED -> "sustained\ntrials";
      case GOODPUT -> "goodput\nper s";
      case ERRORS -> "errors\n%";
      case WER -> "WER\n%";
      case WER_INTERVAL -> "WER %\n95 % interval";
      case CER -> "CER\n%";
      case CER_INTERVAL -> "CER %\n95 % interval";
      case VALID_TRIALS -> "valid\ntrials";
      case CLIPS_PER_S -> "clips\nper s";
      case COMPLETED -> "completed\nper s";
      case QUEUED -> "queued\np50 s";
      case OUTSTANDING -> "most out-\nstanding";
      case LOAD -> "load\ns";
      case FIRST_CALL -> "first\ncall s";
      default -> column.title();
    };
  }

  private int rank(TableColumn column) {
    boolean decides = column == decidingColumn();
    return switch (column) {
      case RUN_CONFIG -> FittedTable.KEY;
      case STATUS -> 2;
      case PEAK_INTERVAL, RTFX_WALL_INTERVAL, LATENCY_P50_INTERVAL -> 3;
      case WER -> 4;
      case CER -> characters ? 5 : FittedTable.ON_REQUEST;
      case ERRORS -> failures ? 6 : FittedTable.ON_REQUEST;
      case AT_PEAK, LATENCY_P99 -> 7;
      case GOODPUT -> failures ? 8 : FittedTable.ON_REQUEST;
      case CLIPS_PER_S -> failures ? FittedTable.OPTIONAL : 8;
      case SUSTAINED -> 9;
      case OFFERED -> FittedTable.OPTIONAL;
      case LATENCY_P95 -> FittedTable.OPTIONAL + 1;
      case WER_INTERVAL -> FittedTable.OPTIONAL + 2;
      case CER_INTERVAL -> characters ? FittedTable.OPTIONAL + 3 : FittedTable.ON_REQUEST;
      case LATENCY_P50 -> decides ? 1 : FittedTable.OPTIONAL + 4;
      case VALID_TRIALS -> FittedTable.OPTIONAL + 5;
      case RTFX_WALL -> decides ? 1 : FittedTable.OPTIONAL + 6;
      case LATENCY_MAX -> FittedTable.OPTIONAL + 7;
      case PEAK -> 1;
      case LATENCY_P90, COMPLETED, QUEUED, OUTSTANDING, RTF -> FittedTable.OPTIONAL + 8;
      default -> FittedTable.OPTIONAL + 9;
    };
  }

  private TableColumn decidingColumn() {
    return deciding.equals(Metrics.PEAK_LOAD)
        ? TableColumn.PEAK
        : deciding.equals(Metrics.RTFX_WALL) ? TableColumn.RTFX_WALL : TableColumn.LATENCY_P50;
  }

  private String cell(TableColumn column, RunConfigResult config) {
    EstimateText estimate = estimates.get(config);
    return switch (column) {
      case STATUS -> config.status().name();
      case PEAK -> estimate.point(Metrics.PEAK_LOAD);
      case PEAK_INTERVAL, RTFX_WALL_INTERVAL, LATENCY_P50_INTERVAL -> estimate.interval(deciding);
      case AT_PEAK -> number(PeakLatency.of(config).median());
      case OFFERED -> counted(config, Metrics.OFFERED_LOAD);
      case RTFX_WALL ->
          deciding.equals(Metrics.RTFX_WALL)
              ? estimate.point(deciding)
              : median(config, Metrics.RTFX_WALL);
      case LATENCY_P50 -> estimate.point(Metrics.LATENCY_P50_S);
      case LATENCY_P90 -> median(config, Metrics.LATENCY_P90_S);
      case LATENCY_P95 -> median(config, Metrics.LATENCY_P95_S);
      case LATENCY_P99 -> median(config, Metrics.LATENCY_P99_S);
      case LATENCY_MAX -> number(RunConfigFigures.slowestClip(config));
      case SUSTAINED -> sustained(config);
      case GOODPUT -> median(config, Metrics.GOODPUT_PER_S);
      case ERRORS -> median(config, Metrics.ERROR_PERCENT);
      case WER -> estimate.point(Metrics.WER_PERCENT);
      case WER_INTERVAL -> estimate.interval(Metrics.WER_PERCENT);
      case CER -> estimate.point(Metrics.CER_PERCENT);
      case CER_INTERVAL -> estimate.interval(Metrics.CER_PERCENT);
      case VALID_TRIALS ->
          config.validTrials().size() + "/" + PlannedTrials.of(run.definition(), config);
      case RTF -> median(config, Metrics.RTF);
      case CLIPS_PER_S -> median(config, Metrics.SAMPLES_PER_S);
      case COMPLETED -> median(config, Metrics.COMPLETED_PER_S);
      case QUEUED -> median(config, Metrics.QUEUED_P50_S);
      case OUTSTANDING -> counted(config, Metrics.OUTSTANDING_MAX);
      case LOAD -> estimate.point(Metrics.LOAD_S);
      case FIRST_CALL -> estimate.point(Metrics.FIRST_CALL_S);
      case NORMALIZER -> normalizer(config);
      default -> throw new IllegalArgumentException(column.name());
    };
  }

  /** Over the valid trials, for a metric that has no estimate. */
  private static String median(RunConfigResult config, Metric metric) {
    return number(RunConfigFigures.ofTrials(config, metric).median());
  }

  /** The same of what mostly is a whole number: 32 streams, not 32.00. */
  private static String counted(RunConfigResult config, Metric metric) {
    OptionalDouble value = RunConfigFigures.ofTrials(config, metric).median();
    return value.isPresent() && value.getAsDouble() == Math.rint(value.getAsDouble())
        ? NumberText.fixed(value.getAsDouble(), 0)
        : number(value);
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

  /** What holds of this run, and not of every one. */
  List<String> notes() {
    Legend legend = new Legend().add("scenario: " + scenario.name() + chunks() + ".");
    scenario
        .limit()
        .ifPresent(
            limit ->
                legend.add(
                    "limit: "
                        + limitPercentile()
                        + " of the latency within "
                        + BigDecimal.valueOf(limit.limit().toMillis(), 3)
                            .stripTrailingZeros()
                            .toPlainString()
                        + " s."));
    if (failures) {
      legend.add(
          "Calls failed: latency, clips per s, RTFx and RTF are of answered clips; a failed one"
              + " counts in the WER as a text without a word.");
    }
    return legend.errorRates(run, estimates).lines();
  }

  /** As in "p95". */
  private String limitPercentile() {
    double percentile = scenario.limit().orElseThrow().percentile();
    return "p" + BigDecimal.valueOf(percentile).stripTrailingZeros().toPlainString();
  }
}
