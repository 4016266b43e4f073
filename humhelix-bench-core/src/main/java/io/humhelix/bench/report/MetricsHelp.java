package io.humhelix.bench.report;

import io.humhelix.bench.stats.BlockJackknife;
import io.humhelix.bench.stats.ErrorRate;
import io.humhelix.bench.stats.ForkedSample;
import java.util.ArrayList;
import java.util.List;

/** What every column and metric means, how intervals are made, and what the last line claims. */
public final class MetricsHelp {

  private static final String INDENT = "      ";

  private static final List<String> INTERVALS =
      List.of(
          "Load, first call, latency p50, RTF, RTFx and what decides under load (peak, RTFx wall) are"
              + " levels: the geometric mean of the forks' medians. A fork is a process of its own;"
              + " trials at its beginning that are told to be slower are left out as warm-up, and"
              + " the report says so. Other numbers under load are medians of the valid trials.",
          "95 % interval of a speed: where the level of further forks on this machine is to be"
              + " expected. From "
              + ForkedSample.MINIMUM_FORKS
              + " forks on, by Student's t; wider on the slow side, because a few forks may include no"
              + " slow one. To compare, run 5 forks or more.",
          "95 % interval of WER or CER: for other clips of this kind. From "
              + BlockJackknife.MINIMUM_BLOCKS
              + " speakers or recordings on, by the jackknife over them.",
          "\"at most 4.20\": where fewer than "
              + ErrorRate.ERRING_BLOCKS
              + " speakers or recordings have errors, only the upper end is known, and that only if"
              + " errors come independently of each other.",
          "-: not measured, or not to be had from so few forks, clips or references; the report says"
              + " which under \"Not available\".");

  private static final List<String> SENTENCE =
      List.of(
          "\"a is 3.3 x faster (at least 2.9 x) than b\": the 95 % interval of the ratio over the"
              + " forks is above 1, and begins at 2.9. In one run forks are compared in pairs. \"at the"
              + " same WER\": the rates are equal as printed.",
          "\"speed not told apart\": the interval reaches 1, or 1.1 where they were measured in"
              + " different runs, since days differ. \"can't tell\": too few forks or clips.",
          "\"its WER is 4.1 points higher\": the interval of the difference on the same clips, by"
              + " speaker or recording, is above 0. Only run configs that are OK have a part in any"
              + " of it. Under load levels are stated, not compared: they depend on the load.");

  private static final List<String> OF_MANY =
      List.of(
          "total_transcription_time, inference_time, transcription_time, rtf: hum-helix's four"
              + " arithmetic means over valid trials, in seconds (rtf: ratio). total time is inference"
              + " time (from the call until segments can be read) + transcription time (reading all"
              + " segments). compare says what is shown by them, with intervals.",
          "wer: WER, or CER where characters decide. valid_trials: that count / that were stored."
              + " runs: how many they are of.");

  private MetricsHelp() {}

  /**
   * Returns the text.
   *
   * @param width columns of the terminal, 40 or more
   * @return lines that each end with a line feed
   */
  public static String text(int width) {
    List<String> lines = new ArrayList<>();
    lines.addAll(
        TextFold.wrapped("Columns of a run's table, by their names for --columns", "  ", width));
    for (TableColumn column : TableColumn.values()) {
      lines.addAll(
          TextFold.wrapped(
              "  " + column.key() + " (" + column.title() + "): " + column.meaning(),
              INDENT,
              width));
    }
    section(lines, "Levels and intervals", INTERVALS, width);
    section(lines, "The last line", SENTENCE, width);
    section(lines, "show, of many runs", OF_MANY, width);
    return String.join("\n", lines) + "\n";
  }

  private static void section(List<String> lines, String title, List<String> texts, int width) {
    lines.add("");
    lines.add(title);
    texts.forEach(text -> lines.addAll(TextFold.wrapped("  " + text, "    ", width)));
  }
}
