package io.humhelix.bench.report;

import io.humhelix.bench.report.ConsoleTable.Align;
import io.humhelix.bench.result.ErrorCounts;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import java.util.List;
import java.util.Map;

/** The main table: one row per run config. */
final class MeasuredTable {

  private static final int DIGITS = 4;

  private MeasuredTable() {}

  static ConsoleTable of(
      RunResult run, Map<RunConfigResult, EstimateText> estimates, Symbols symbols) {
    ConsoleTable table =
        new ConsoleTable(symbols)
            .column("run config", Align.LEFT)
            .column("status", Align.LEFT)
            .column("load\ns", Align.RIGHT)
            .column("first\ncall s", Align.RIGHT)
            .column("latency\np50 s", Align.RIGHT)
            .column("latency\nmax s", Align.RIGHT)
            .column("RTF", Align.RIGHT)
            .column("RTF\n95 % interval", Align.RIGHT)
            .column("RTFx", Align.RIGHT)
            .column("WER\n%", Align.RIGHT)
            .column("WER %\n95 % interval", Align.RIGHT)
            .column("S/D/I", Align.RIGHT)
            .column("words", Align.RIGHT)
            .column("CER\n%", Align.RIGHT)
            .column("normalizer", Align.LEFT)
            .column("valid\ntrials", Align.RIGHT);
    run.runConfigs()
        .forEach(
            config ->
                table.row(
                    row(
                        config,
                        estimates.get(config),
                        PlannedTrials.of(run.definition(), config))));
    return table;
  }

  private static List<String> row(RunConfigResult config, EstimateText estimates, int planned) {
    RunConfigFigures figures = RunConfigFigures.of(config);
    ErrorCounts words = figures.words();
    boolean scored = words.hasRate();
    boolean inWords = scored && estimates.wordsDecide();
    return List.of(
        config.runConfig().label(),
        config.status().name(),
        estimates.point(Metrics.LOAD_S),
        estimates.point(Metrics.FIRST_CALL_S),
        estimates.point(Metrics.LATENCY_P50_S),
        NumberText.significant(RunConfigFigures.slowestClip(config), DIGITS),
        estimates.point(Metrics.RTF),
        estimates.interval(Metrics.RTF),
        estimates.inverse(Metrics.RTF),
        estimates.point(Metrics.WER_PERCENT),
        estimates.interval(Metrics.WER_PERCENT),
        inWords
            ? words.substitutions() + "/" + words.deletions() + "/" + words.insertions()
            : NumberText.NONE,
        inWords ? Long.toString(words.referenceLength()) : NumberText.NONE,
        percent(figures.characters()),
        scored ? config.normalizer() : NumberText.NONE,
        figures.validTrials() + "/" + planned);
  }

  private static String percent(ErrorCounts counts) {
    return counts.hasRate() ? NumberText.fixed(100 * counts.rate(), 2) : NumberText.NONE;
  }
}
