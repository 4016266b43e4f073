package io.humhelix.bench.report;

import io.humhelix.bench.report.ConsoleTable.Align;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.stats.Sample;
import io.humhelix.bench.store.TrialContext;
import io.humhelix.bench.store.TrialValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The table of hum-helix's dashboard: of each run config the arithmetic means of four values over
 * its valid trials. The dashboard's own keys (model, device, beam size, audio file) are columns;
 * they alone would put different engines and precisions into one mean. Rows are sorted by these
 * keys, as the dashboard has them.
 *
 * @param key the dashboard's keys
 * @param runConfig system and workload
 * @param trials valid measured trials of the run config, at least one
 */
record PlainMeans(Key key, String runConfig, List<TrialValues> trials) {

  private static final int DIGITS = 6;

  /**
   * What the dashboard groups by.
   *
   * @param model as the definition has it
   * @param device as the definition has it
   * @param beamSize 1 for greedy decoding; empty if nobody says
   * @param audioFile file name of a workload of one clip, else the workload's name
   */
  record Key(String model, String device, OptionalLong beamSize, String audioFile)
      implements Comparable<Key> {

    static Key of(TrialContext context, TrialValues values) {
      return new Key(values.model(), values.device(), context.beamSize(), values.audioFile());
    }

    @Override
    public int compareTo(Key other) {
      int order = model.compareTo(other.model);
      order = order != 0 ? order : device.compareTo(other.device);
      order = order != 0 ? order : Long.compare(beamSize.orElse(0), other.beamSize.orElse(0));
      return order != 0 ? order : audioFile.compareTo(other.audioFile);
    }
  }

  static List<PlainMeans> of(RunResult run) {
    List<PlainMeans> means = new ArrayList<>();
    for (RunConfigResult config : run.runConfigs()) {
      TrialContext context =
          new TrialContext(config.runConfig(), config.effective(), config.normalizer());
      List<TrialValues> values =
          config.validTrials().stream().map(trial -> TrialValues.of(context, trial)).toList();
      if (!values.isEmpty()) {
        means.add(new PlainMeans(Key.of(context, values.get(0)), config.label(), values));
      }
    }
    means.sort(Comparator.comparing(PlainMeans::key));
    return means;
  }

  double mean(ToDoubleFunction<TrialValues> value) {
    return Sample.of(trials.stream().mapToDouble(value).toArray()).mean().orElseThrow();
  }

  static FittedTable table(List<PlainMeans> groups, Symbols symbols) {
    FittedTable table = new FittedTable(symbols);
    text(table, groups, "model", group -> group.key().model());
    text(table, groups, "device", group -> group.key().device());
    right(
        table,
        groups,
        "beam_size",
        FittedTable.OPTIONAL,
        group ->
            group.key().beamSize().isPresent()
                ? Long.toString(group.key().beamSize().getAsLong())
                : NumberText.NONE);
    text(table, groups, "audio_file", group -> group.key().audioFile());
    mean(table, groups, "total_\ntranscription_\ntime", TrialValues::totalTranscriptionTime);
    mean(table, groups, "inference_\ntime", TrialValues::inferenceTime);
    mean(table, groups, "transcription_\ntime", TrialValues::transcriptionTime);
    mean(table, groups, "rtf", TrialValues::rtf);
    right(
        table,
        groups,
        "trials",
        FittedTable.OPTIONAL,
        group -> Integer.toString(group.trials().size()));
    return table.column(
        "run config",
        "run config",
        Align.LEFT,
        FittedTable.KEY,
        groups.stream().map(PlainMeans::runConfig).toList());
  }

  private static void text(
      FittedTable table, List<PlainMeans> groups, String name, Function<PlainMeans, String> cell) {
    table.column(name, name, Align.LEFT, FittedTable.OPTIONAL, groups.stream().map(cell).toList());
  }

  private static void mean(
      FittedTable table,
      List<PlainMeans> groups,
      String title,
      ToDoubleFunction<TrialValues> value) {
    right(table, groups, title, 1, group -> number(group.mean(value)));
  }

  private static void right(
      FittedTable table,
      List<PlainMeans> groups,
      String title,
      int rank,
      Function<PlainMeans, String> cell) {
    table.column(title, title, Align.RIGHT, rank, groups.stream().map(cell).toList());
  }

  private static String number(double value) {
    return NumberText.significant(value, DIGITS);
  }
}
