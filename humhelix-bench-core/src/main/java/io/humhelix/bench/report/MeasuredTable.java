package io.humhelix.bench.report;

import static io.humhelix.bench.report.FittedTable.KEY;
import static io.humhelix.bench.report.FittedTable.ON_REQUEST;
import static io.humhelix.bench.report.FittedTable.OPTIONAL;

import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.report.ConsoleTable.Align;
import io.humhelix.bench.result.ErrorCounts;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import java.util.Map;
import java.util.OptionalDouble;

/** The main table of a run in which one clip follows the other: one row per run config. */
final class MeasuredTable {

  private static final int DIGITS = 4;

  private final RunResult run;
  private final Map<RunConfigResult, EstimateText> estimates;
  private final boolean characters;

  MeasuredTable(RunResult run, Map<RunConfigResult, EstimateText> estimates) {
    this.run = run;
    this.estimates = estimates;
    characters = EstimateText.charactersDecide(estimates.values());
  }

  FittedTable table(Symbols symbols) {
    FittedTable table = new FittedTable(symbols);
    Map<RunConfigResult, String> names = RowNames.of(run.runConfigs());
    for (TableColumn column : TableColumn.of(Scenario.SINGLE_STREAM)) {
      table.column(
          column.key(),
          title(column),
          isText(column) ? Align.LEFT : Align.RIGHT,
          rank(column),
          run.runConfigs().stream()
              .map(
                  config ->
                      column == TableColumn.RUN_CONFIG ? names.get(config) : cell(column, config))
              .toList(),
          best(column));
    }
    return table;
  }

  /** Of systems that did the same work, and did it well. */
  private int best(TableColumn column) {
    if (run.runConfigs().stream().map(c -> c.runConfig().workload().name()).distinct().count()
        > 1) {
      return -1;
    }
    return BestRow.ofSmallest(
        run.runConfigs().stream()
            .map(
                config ->
                    config.status() == TrialStatus.OK
                        ? number(column, config)
                        : OptionalDouble.empty())
            .toList());
  }

  private OptionalDouble number(TableColumn column, RunConfigResult config) {
    return switch (column) {
      case RTFX, RTF -> estimates.get(config).level(Metrics.RTF);
      case LATENCY_P50 -> estimates.get(config).level(Metrics.LATENCY_P50_S);
      case WER -> characters ? OptionalDouble.empty() : rate(config);
      default -> OptionalDouble.empty();
    };
  }

  private static OptionalDouble rate(RunConfigResult config) {
    ErrorCounts words = RunConfigFigures.of(config).errors(ErrorUnit.WORD);
    return words.hasRate() ? OptionalDouble.of(words.rate()) : OptionalDouble.empty();
  }

  private static boolean isText(TableColumn column) {
    return switch (column) {
      case RUN_CONFIG, STATUS, NORMALIZER -> true;
      default -> false;
    };
  }

  private String title(TableColumn column) {
    return switch (column) {
      case RTFX_INTERVAL -> "RTFx\n95 % interval";
      case RTF_INTERVAL -> "RTF\n95 % interval";
      case WER_INTERVAL -> "WER %\n95 % interval";
      case CER_INTERVAL -> "CER %\n95 % interval";
      case LATENCY_P50 -> "latency\np50 s";
      case LATENCY_MAX -> "latency\nmax s";
      case WER -> "WER\n%";
      case CER -> "CER\n%";
      case VALID_TRIALS -> "valid\ntrials";
      case WORDS -> characters ? "words or\ncharacters" : "words";
      case LOAD -> "load\ns";
      case FIRST_CALL -> "first\ncall s";
      default -> column.title();
    };
  }

  private int rank(TableColumn column) {
    return switch (column) {
      case RUN_CONFIG -> KEY;
      case RTFX -> 1;
      case STATUS -> 2;
      case RTFX_INTERVAL -> 3;
      case WER -> 4;
      case CER -> characters ? 5 : OPTIONAL + 9;
      case LATENCY_P50 -> 6;
      case WER_INTERVAL -> OPTIONAL;
      // Where words decide, characters have no interval of their own.
      case CER_INTERVAL -> characters ? OPTIONAL + 1 : ON_REQUEST;
      case VALID_TRIALS -> OPTIONAL + 2;
      case RTF -> OPTIONAL + 3;
      case RTF_INTERVAL -> OPTIONAL + 4;
      case LATENCY_MAX -> OPTIONAL + 5;
      case S_D_I -> OPTIONAL + 6;
      case LOAD -> OPTIONAL + 7;
      case FIRST_CALL -> OPTIONAL + 8;
      default -> OPTIONAL + 10;
    };
  }

  private String cell(TableColumn column, RunConfigResult config) {
    EstimateText estimate = estimates.get(config);
    RunConfigFigures figures = RunConfigFigures.of(config);
    boolean scored = figures.scoredClips() > 0;
    ErrorCounts errors = figures.errors(estimate.unit());
    return switch (column) {
      case STATUS -> config.status().name();
      case LOAD -> estimate.point(Metrics.LOAD_S);
      case FIRST_CALL -> estimate.point(Metrics.FIRST_CALL_S);
      case LATENCY_P50 -> estimate.point(Metrics.LATENCY_P50_S);
      case LATENCY_MAX -> NumberText.significant(RunConfigFigures.slowestClip(config), DIGITS);
      case RTF -> estimate.point(Metrics.RTF);
      case RTF_INTERVAL -> estimate.interval(Metrics.RTF);
      case RTFX -> estimate.inverse(Metrics.RTF);
      case RTFX_INTERVAL -> estimate.inverseInterval(Metrics.RTF);
      case WER -> estimate.point(Metrics.WER_PERCENT);
      case WER_INTERVAL -> estimate.interval(Metrics.WER_PERCENT);
      // Errors count without a rate too: all words under an empty reference are made up.
      case S_D_I ->
          scored
              ? errors.substitutions() + "/" + errors.deletions() + "/" + errors.insertions()
              : NumberText.NONE;
      case WORDS -> scored ? Long.toString(errors.referenceLength()) : NumberText.NONE;
      case CER -> percent(figures.characters());
      case CER_INTERVAL ->
          estimate.wordsDecide() ? NumberText.NONE : estimate.interval(Metrics.CER_PERCENT);
      case NORMALIZER -> scored ? config.normalizer() : NumberText.NONE;
      case VALID_TRIALS -> figures.validTrials() + "/" + PlannedTrials.of(run.definition(), config);
      default -> throw new IllegalArgumentException(column.name());
    };
  }

  private static String percent(ErrorCounts counts) {
    return counts.hasRate() ? NumberText.fixed(100 * counts.rate(), 2) : NumberText.NONE;
  }
}
