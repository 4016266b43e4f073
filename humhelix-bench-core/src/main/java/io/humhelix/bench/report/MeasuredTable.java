package io.humhelix.bench.report;

import io.humhelix.bench.report.ConsoleTable.Align;
import io.humhelix.bench.result.ErrorCounts;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The main table: one row per run config. */
final class MeasuredTable {

  private static final int DIGITS = 4;

  private MeasuredTable() {}

  static ConsoleTable of(
      RunResult run, Map<RunConfigResult, EstimateText> estimates, Symbols symbols) {
    boolean characters = EstimateText.charactersDecide(estimates.values());
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
            .column(characters ? "words or\ncharacters" : "words", Align.RIGHT)
            .column("CER\n%", Align.RIGHT);
    if (characters) {
      table.column("CER %\n95 % interval", Align.RIGHT);
    }
    table.column("normalizer", Align.LEFT).column("valid\ntrials", Align.RIGHT);
    run.runConfigs()
        .forEach(
            config ->
                table.row(
                    row(
                        config,
                        estimates.get(config),
                        characters,
                        PlannedTrials.of(run.definition(), config))));
    return table;
  }

  private static List<String> row(
      RunConfigResult config, EstimateText estimates, boolean characters, int planned) {
    RunConfigFigures figures = RunConfigFigures.of(config);
    boolean scored = figures.scoredClips() > 0;
    ErrorCounts errors = figures.errors(estimates.unit());
    List<String> row = new ArrayList<>();
    row.add(config.runConfig().label());
    row.add(config.status().name());
    row.add(estimates.point(Metrics.LOAD_S));
    row.add(estimates.point(Metrics.FIRST_CALL_S));
    row.add(estimates.point(Metrics.LATENCY_P50_S));
    row.add(NumberText.significant(RunConfigFigures.slowestClip(config), DIGITS));
    row.add(estimates.point(Metrics.RTF));
    row.add(estimates.interval(Metrics.RTF));
    row.add(estimates.inverse(Metrics.RTF));
    row.add(estimates.point(Metrics.WER_PERCENT));
    row.add(estimates.interval(Metrics.WER_PERCENT));
    // Errors count without a rate too: all words under an empty reference are made up.
    row.add(
        scored
            ? errors.substitutions() + "/" + errors.deletions() + "/" + errors.insertions()
            : NumberText.NONE);
    row.add(scored ? Long.toString(errors.referenceLength()) : NumberText.NONE);
    row.add(percent(figures.characters()));
    if (characters) {
      row.add(estimates.wordsDecide() ? NumberText.NONE : estimates.interval(Metrics.CER_PERCENT));
    }
    row.add(scored ? config.normalizer() : NumberText.NONE);
    row.add(figures.validTrials() + "/" + planned);
    return row;
  }

  private static String percent(ErrorCounts counts) {
    return counts.hasRate() ? NumberText.fixed(100 * counts.rate(), 2) : NumberText.NONE;
  }
}
