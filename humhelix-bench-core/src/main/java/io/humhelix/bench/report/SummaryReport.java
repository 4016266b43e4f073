package io.humhelix.bench.report;

import io.humhelix.bench.report.ConsoleTable.Align;
import io.humhelix.bench.store.Damage;
import io.humhelix.bench.store.RunConfigEnd;
import io.humhelix.bench.summary.Factor;
import io.humhelix.bench.summary.TrialGroup;
import io.humhelix.bench.summary.TrialSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Stored trials as text for people: who is fastest and most accurate, means by keys, what was put
 * together in them, and what was damaged. The text depends on the summary alone. Immutable.
 */
public final class SummaryReport {

  private static final int MOST_ENDS = 5;
  private static final int SHORT_ID = 8;
  private static final int DIGITS = 4;
  private static final int DECIMALS = 2;
  private static final int MOST_DAMAGES = 20;
  private static final String WER = "wer_percent";
  private static final String CER = "cer_percent";

  private final TrialSummary summary;
  private final List<TrialGroup> groups;
  private final List<String> more;
  private final Symbols symbols;

  /**
   * Makes the report.
   *
   * @param summary what was read
   * @param groups its groups in the order of the rows
   * @param more further numbers that get a column
   * @param symbols signs that the output can carry
   */
  public SummaryReport(
      TrialSummary summary, List<TrialGroup> groups, List<String> more, Symbols symbols) {
    this.summary = Objects.requireNonNull(summary, "summary");
    this.groups = List.copyOf(groups);
    this.more = List.copyOf(more);
    this.symbols = Objects.requireNonNull(symbols, "symbols");
  }

  /**
   * Returns what a colleague would say.
   *
   * @return lines of a terminal; none if all is under load
   */
  public List<String> headline() {
    return sentences().stream()
        .flatMap(sentence -> DisplayText.wrap(sentence, "  ").stream())
        .toList();
  }

  /**
   * Returns what a colleague would say.
   *
   * @return a sentence for each work that systems did, as long as it is; none if all is under load
   */
  public List<String> sentences() {
    if (groups.stream().noneMatch(group -> group.valid() > 0)) {
      return List.of("no valid trial");
    }
    return ContestText.sentences(summary.contests(), summary.trialsByHost().size() > 1, symbols);
  }

  /**
   * Returns what is damaged.
   *
   * @return lines with file and place; none if all is intact
   */
  public List<String> damages() {
    return damages(summary.damages());
  }

  /**
   * Returns what is damaged.
   *
   * @param damages as they were met
   * @return lines with file and place; none if there are none
   */
  public static List<String> damages(List<Damage> damages) {
    List<String> lines = new ArrayList<>();
    if (!damages.isEmpty()) {
      lines.add(NumberText.count(damages.size(), "damaged place") + "; all else was read:");
      for (Damage one : damages.subList(0, Math.min(MOST_DAMAGES, damages.size()))) {
        lines.addAll(DisplayText.wrap("  " + DisplayText.oneLine(one.text()), "      "));
      }
      if (damages.size() > MOST_DAMAGES) {
        lines.add("  and " + (damages.size() - MOST_DAMAGES) + " more; --json has all");
      }
    }
    return lines;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    append(text, headline());
    if (!groups.isEmpty()) {
      append(text, List.of(""));
      List<Integer> constant = constant();
      table(constant).appendTo(text);
      append(text, List.of(""));
      append(text, same(constant));
      append(text, legend());
    }
    append(text, notes());
    append(text, damages());
    return text.toString();
  }

  private static void append(StringBuilder text, List<String> lines) {
    lines.forEach(line -> text.append(line).append('\n'));
  }

  /** Factors that have one value in all rows, and are said once; the host stays. */
  private List<Integer> constant() {
    List<Integer> constant = new ArrayList<>();
    for (int i = 0; i < summary.factors().size(); i++) {
      int at = i;
      if (groups.stream().map(group -> group.key().get(at)).distinct().count() == 1) {
        constant.add(i);
      }
    }
    return constant;
  }

  private ConsoleTable table(List<Integer> constant) {
    ConsoleTable table = new ConsoleTable(symbols);
    for (int i = 0; i < summary.factors().size(); i++) {
      if (!constant.contains(i)) {
        table.column(summary.factors().get(i).name(), Align.LEFT);
      }
    }
    table
        .column("total\ntime s", Align.RIGHT)
        .column("inference\ntime s", Align.RIGHT)
        .column("transcr.\ntime s", Align.RIGHT)
        .column("RTF", Align.RIGHT)
        .column(anyCharacters() ? "WER or\nCER %" : "WER\n%", Align.RIGHT);
    more.forEach(name -> table.column(name, Align.RIGHT));
    table.column("valid\ntrials", Align.RIGHT);
    if (summary.runs() > 1) {
      table.column("runs", Align.RIGHT);
    }
    groups.forEach(group -> table.row(row(group, constant)));
    return table;
  }

  private boolean anyCharacters() {
    return groups.stream().anyMatch(TrialGroup::charactersDecide);
  }

  private List<String> row(TrialGroup group, List<Integer> constant) {
    List<String> row = new ArrayList<>();
    for (int i = 0; i < group.key().size(); i++) {
      if (!constant.contains(i)) {
        row.add(shown(group.key().get(i)));
      }
    }
    TrialSummary.MEANS.forEach(name -> row.add(NumberText.significant(group.mean(name), DIGITS)));
    row.add(
        group.errorUnit().stream()
            .flatMapToDouble(unit -> group.mean(unit.equals("character") ? CER : WER).stream())
            .mapToObj(rate -> NumberText.fixed(rate, DECIMALS))
            .findFirst()
            .orElse(NumberText.NONE));
    more.forEach(name -> row.add(NumberText.significant(group.mean(name), DIGITS)));
    row.add(group.valid() + "/" + group.trials());
    if (summary.runs() > 1) {
      row.add(Integer.toString(group.runs()));
    }
    return row;
  }

  static String shown(String value) {
    return value.isEmpty() ? NumberText.NONE : value;
  }

  private List<String> same(List<Integer> constant) {
    String all =
        constant.stream()
            .filter(i -> !groups.get(0).key().get(i).isEmpty())
            .map(i -> summary.factors().get(i).name() + " " + groups.get(0).key().get(i))
            .collect(Collectors.joining("; "));
    return all.isEmpty()
        ? List.of()
        : DisplayText.wrap(DisplayText.oneLine("same for all: " + all), "  ");
  }

  private List<String> legend() {
    List<String> lines = new ArrayList<>();
    lines.addAll(
        DisplayText.wrap(
            "Arithmetic means over valid trials. total time: inference time + transcription time. RTF:"
                + " total time / audio time. compare says what is shown by them.",
            "  "));
    if (anyCharacters()) {
      lines.add("CER where the writing does not separate words.");
    }
    if (groups.stream().anyMatch(group -> group.errorUnits().size() > 1)) {
      lines.addAll(
          DisplayText.wrap(
              "No error rate of rows that hold words and characters: add workload or run to --by to"
                  + " see them apart.",
              "  "));
    }
    if (groups.stream().anyMatch(group -> group.errorUnits().contains("unknown"))) {
      lines.addAll(
          DisplayText.wrap(
              "No error rate where files do not say whether words or characters decide: their run's"
                  + " first record and the run config's last one are lost.",
              "  "));
    }
    return lines;
  }

  private List<String> notes() {
    List<String> lines = new ArrayList<>();
    if (!summary.trialsByHost().isEmpty()) {
      lines.addAll(
          DisplayText.wrap(
              "Trials by host: "
                  + summary.trialsByHost().entrySet().stream()
                      .map(
                          host ->
                              DisplayText.oneLine(
                                      host.getKey().isEmpty() ? "not stated" : host.getKey())
                                  + " "
                                  + host.getValue())
                      .collect(Collectors.joining(", ")),
              "  "));
    }
    if (summary.filesWithoutHost() > 1) {
      lines.addAll(
          DisplayText.wrap(
              summary.filesWithoutHost()
                  + " files do not say what host they are of, and are taken for one host's; add file to"
                  + " --by to see them apart.",
              "  "));
    }
    lines.addAll(PooledText.lines(summary.factors(), groups));
    lines.addAll(ends("Never measured:", summary.neverMeasured()));
    lines.addAll(ends("Not OK, though with trials:", summary.notOk()));
    return lines;
  }

  /** Several runs have run configs of the same name. */
  private List<String> ends(String title, List<RunConfigEnd> ends) {
    List<String> lines = new ArrayList<>();
    if (!ends.isEmpty()) {
      lines.add(title);
    }
    for (RunConfigEnd end : ends.subList(0, Math.min(MOST_ENDS, ends.size()))) {
      String id = end.run().runId();
      String run =
          id.isEmpty() ? "" : " (run " + id.substring(0, Math.min(SHORT_ID, id.length())) + ")";
      lines.addAll(
          DisplayText.wrap(
              "  " + DisplayText.oneLine(end.label() + ": " + end.status() + run), "    "));
    }
    if (ends.size() > MOST_ENDS) {
      lines.add("  and " + (ends.size() - MOST_ENDS) + " more; --json has all");
    }
    return lines;
  }

  /**
   * Returns the columns by which rows can be put in order.
   *
   * @param factors what the rows are by
   * @return names of keys and means
   */
  public static List<String> sortable(List<Factor> factors) {
    List<String> names = new ArrayList<>(factors.stream().map(Factor::name).toList());
    names.addAll(TrialSummary.MEANS);
    names.add("trials");
    return names;
  }
}
