package io.humhelix.bench.report;

import io.humhelix.bench.report.ConsoleTable.Align;
import io.humhelix.bench.store.Damage;
import io.humhelix.bench.store.RunConfigEnd;
import io.humhelix.bench.summary.Contest;
import io.humhelix.bench.summary.Factor;
import io.humhelix.bench.summary.TrialGroup;
import io.humhelix.bench.summary.TrialSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
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
  private final TableView view;

  /**
   * Makes the report, for 80 columns.
   *
   * @param summary what was read
   * @param groups its groups in the order of the rows
   * @param more further numbers that get a column
   * @param symbols signs that the output can carry
   */
  public SummaryReport(
      TrialSummary summary, List<TrialGroup> groups, List<String> more, Symbols symbols) {
    this(summary, groups, more, symbols, TableView.DEFAULT);
  }

  /**
   * Makes the report.
   *
   * @param summary what was read
   * @param groups its groups in the order of the rows
   * @param more further numbers that get a column
   * @param symbols signs that the output can carry
   * @param view how much of the table is shown; names of columns that it does not have are passed
   *     over
   */
  public SummaryReport(
      TrialSummary summary,
      List<TrialGroup> groups,
      List<String> more,
      Symbols symbols,
      TableView view) {
    this.view = Objects.requireNonNull(view, "view");
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
        .flatMap(sentence -> TextFold.wrapped(sentence, "  ", view.width()).stream())
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
   * Returns what a colleague would say, where there is room for all of it.
   *
   * @param order what tells most first
   * @return a sentence for each work that systems did, as long as it is; none if all is under load
   */
  public List<String> allSentences(Comparator<Contest> order) {
    return groups.stream().noneMatch(group -> group.valid() > 0)
        ? sentences()
        : ContestText.all(
            summary.contests().stream().sorted(order).toList(),
            summary.trialsByHost().size() > 1,
            symbols);
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
      FittedTable.Fitted fitted = table().fit(view);
      append(text, List.of(""));
      fitted.lines().forEach(line -> text.append(line).append('\n'));
      append(text, List.of(""));
      append(text, same(fitted));
      append(text, legend(fitted.leftOut().size()));
    }
    append(text, notes());
    append(text, damages());
    return text.toString();
  }

  private void append(StringBuilder text, List<String> lines) {
    int width = view.whole() ? Integer.MAX_VALUE : view.width();
    for (String line : lines) {
      String indent = line.substring(0, line.length() - line.stripLeading().length());
      TextFold.wrapped(line, indent + "  ", width).forEach(part -> text.append(part).append('\n'));
    }
  }

  /** Factors that have one value in all rows, and are said once. */
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

  /**
   * Returns the names of the columns that the table has.
   *
   * @return names for {@link TableView}, in the order of the table
   */
  public List<String> columns() {
    List<String> names = new ArrayList<>(summary.factors().stream().map(Factor::name).toList());
    names.addAll(TrialSummary.MEANS);
    names.add("wer");
    names.addAll(more);
    names.addAll(List.of("valid_trials", "runs"));
    return names;
  }

  private FittedTable table() {
    FittedTable table = new FittedTable(symbols);
    List<Integer> constant = constant();
    for (int i = 0; i < summary.factors().size(); i++) {
      int at = i;
      String name = summary.factors().get(i).name();
      boolean said = constant.contains(i);
      table.column(
          name,
          name,
          Align.LEFT,
          said ? FittedTable.ON_REQUEST : FittedTable.KEY,
          cells(group -> shown(group.key().get(at))));
    }
    List<String> titles = List.of("total\ntime s", "inference\ntime s", "transcr.\ntime s", "RTF");
    for (int i = 0; i < titles.size(); i++) {
      String name = TrialSummary.MEANS.get(i);
      int best = best(group -> group.mean(name));
      number(table, name, titles.get(i), i == titles.size() - 1 ? 1 : 4 + i, mean(name), best);
    }
    number(
        table,
        "wer",
        anyCharacters() ? "WER or\nCER %" : "WER\n%",
        2,
        this::rate,
        anyCharacters() ? -1 : best(group -> group.mean(WER)));
    more.forEach(name -> number(table, name, name, 3, mean(name)));
    number(
        table, "valid_trials", "valid\ntrials", 3, group -> group.valid() + "/" + group.trials());
    boolean several = summary.runs() > 1;
    number(
        table,
        "runs",
        "runs",
        several ? FittedTable.OPTIONAL : FittedTable.ON_REQUEST,
        group -> Integer.toString(group.runs()));
    return table;
  }

  private List<String> cells(Function<TrialGroup, String> cell) {
    return groups.stream().map(cell).toList();
  }

  private void number(
      FittedTable table, String name, String title, int rank, Function<TrialGroup, String> cell) {
    number(table, name, title, rank, cell, -1);
  }

  private void number(
      FittedTable table,
      String name,
      String title,
      int rank,
      Function<TrialGroup, String> cell,
      int best) {
    table.column(name, title, Align.RIGHT, rank, cells(cell), best);
  }

  /** Numbers of other work, or of another machine, are not better or worse. */
  private int best(Function<TrialGroup, OptionalDouble> number) {
    return summary.contests().size() == 1
        ? BestRow.ofSmallest(groups.stream().map(number).toList())
        : -1;
  }

  private static Function<TrialGroup, String> mean(String name) {
    return group -> NumberText.significant(group.mean(name), DIGITS);
  }

  private String rate(TrialGroup group) {
    return group.errorUnit().stream()
        .flatMapToDouble(unit -> group.mean(unit.equals("character") ? CER : WER).stream())
        .mapToObj(rate -> NumberText.fixed(rate, DECIMALS))
        .findFirst()
        .orElse(NumberText.NONE);
  }

  private boolean anyCharacters() {
    return groups.stream().anyMatch(TrialGroup::charactersDecide);
  }

  static String shown(String value) {
    return value.isEmpty() ? NumberText.NONE : value;
  }

  private List<String> same(FittedTable.Fitted fitted) {
    List<String> same = new ArrayList<>();
    for (int i : constant()) {
      String value = groups.get(0).key().get(i);
      if (!value.isEmpty() && !view.whole()) {
        same.add(summary.factors().get(i).name() + " " + DisplayText.oneLine(value));
      }
    }
    same.addAll(fitted.same());
    return same.isEmpty() ? List.of() : List.of("same for all: " + String.join("; ", same));
  }

  private List<String> legend(int leftOut) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Arithmetic means over valid trials. What the columns mean: humhelix-bench help metrics."
            + (leftOut == 0 ? "" : " " + NumberText.count(leftOut, "more column") + ": --wide."));
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
