package io.humhelix.bench.report;

import io.humhelix.bench.report.ConsoleTable.Align;
import io.humhelix.bench.summary.ClipGroup;
import io.humhelix.bench.summary.ClipSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/** Clips as text for people: the worst texts first. Immutable. */
public final class ClipReport {

  private static final int DIGITS = 4;
  private static final int DECIMALS = 2;

  private final ClipSummary summary;
  private final Symbols symbols;

  /**
   * Makes the report.
   *
   * @param summary what was read
   * @param symbols signs that the output can carry
   */
  public ClipReport(ClipSummary summary, Symbols symbols) {
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
    ConsoleTable table = new ConsoleTable(symbols).column("clip", Align.LEFT);
    shown.forEach(i -> table.column(summary.factors().get(i).name(), Align.LEFT));
    table
        .column("mean\ns", Align.RIGHT)
        .column("RTF", Align.RIGHT)
        .column("WER\n%", Align.RIGHT)
        .column("CER\n%", Align.RIGHT)
        .column("S/D/I", Align.RIGHT)
        .column("words", Align.RIGHT)
        .column("calls", Align.RIGHT);
    summary.groups().forEach(group -> table.row(row(group, shown)));
    return table
        + "\nCalls of valid trials; errors are summed over them. The worst texts come first.\n"
        + left();
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

  private static List<String> row(ClipGroup group, List<Integer> shown) {
    List<String> row = new ArrayList<>();
    row.add(group.clip());
    for (int i : shown) {
      String value = group.key().get(i);
      row.add(value.isEmpty() ? NumberText.NONE : value);
    }
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
