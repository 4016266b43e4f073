package io.humhelix.bench.report;

import io.humhelix.bench.report.ConsoleTable.Align;
import io.humhelix.bench.summary.ClipGroup;
import io.humhelix.bench.summary.ClipSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Clips as text for people: the worst texts first. Immutable. */
public final class ClipReport {

  private static final int DIGITS = 4;
  private static final int DECIMALS = 2;

  private static final List<String> TITLES =
      List.of("mean\ns", "RTF", "WER\n%", "CER\n%", "S/D/I", "words", "calls");

  private static final int[] RANKS = {2, 4, 1, 12, 3, 11, 10};

  private final ClipSummary summary;
  private final Symbols symbols;
  private final TableView view;

  /**
   * Makes the report.
   *
   * @param summary what was read
   * @param symbols signs that the output can carry
   * @param view how much of the table is shown
   */
  public ClipReport(ClipSummary summary, Symbols symbols, TableView view) {
    this.view = Objects.requireNonNull(view, "view");
    this.summary = Objects.requireNonNull(summary, "summary");
    this.symbols = Objects.requireNonNull(symbols, "symbols");
  }

  @Override
  public String toString() {
    if (summary.groups().isEmpty()) {
      return summary.withoutClips() + summary.ofHumHelix() == 0
          ? "no clip: no trial is valid\n"
          : left();
    }
    List<Integer> shown = new ArrayList<>();
    for (int i = 0; i < summary.factors().size(); i++) {
      int at = i;
      if (summary.groups().stream().map(group -> group.key().get(at)).distinct().count() > 1) {
        shown.add(i);
      }
    }
    List<ClipGroup> groups = summary.groups();
    FittedTable table = new FittedTable(symbols);
    text(table, "clip", ClipGroup::clip);
    shown.forEach(
        i -> text(table, summary.factors().get(i).name(), group -> key(group.key().get(i))));
    List<List<String>> rows = groups.stream().map(ClipReport::numbers).toList();
    for (int i = 0; i < TITLES.size(); i++) {
      int at = i;
      String title = TITLES.get(i);
      table.column(
          title, title, Align.RIGHT, RANKS[i], rows.stream().map(row -> row.get(at)).toList());
    }
    return table.text(view)
        + "\nCalls of valid trials; errors are summed over them. The worst texts come first.\n"
        + left();
  }

  private void text(FittedTable table, String name, Function<ClipGroup, String> cell) {
    table.column(
        name, name, Align.LEFT, FittedTable.KEY, summary.groups().stream().map(cell).toList());
  }

  private static String key(String value) {
    return value.isEmpty() ? NumberText.NONE : value;
  }

  /** Valid trials that have no part in the table. */
  private String left() {
    StringBuilder text = new StringBuilder();
    if (summary.ofHumHelix() > 0) {
      text.append(NumberText.count(summary.ofHumHelix(), "valid trial"))
          .append(" of hum-helix's own files without clips, which these do not have\n");
    }
    if (summary.withoutClips() > 0) {
      text.append(NumberText.count(summary.withoutClips(), "valid trial"))
          .append(" stored without clips\n");
    }
    return text.toString();
  }

  private static List<String> numbers(ClipGroup group) {
    List<String> row = new ArrayList<>();
    row.add(NumberText.significant(group.seconds(), DIGITS));
    row.add(NumberText.significant(group.rtf(), DIGITS));
    row.add(percent(group.werPercent()));
    row.add(percent(group.cerPercent()));
    boolean scored = group.scored() > 0;
    row.add(
        scored
            ? group.words().substitutions()
                + "/"
                + group.words().deletions()
                + "/"
                + group.words().insertions()
            : NumberText.NONE);
    row.add(scored ? Long.toString(group.words().referenceLength()) : NumberText.NONE);
    row.add(Long.toString(group.calls()));
    return row;
  }

  private static String percent(OptionalDouble rate) {
    return rate.isPresent() ? NumberText.fixed(rate.getAsDouble(), DECIMALS) : NumberText.NONE;
  }
}
