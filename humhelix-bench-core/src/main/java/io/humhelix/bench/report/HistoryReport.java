package io.humhelix.bench.report;

import io.humhelix.bench.compare.ConditionDifference;
import io.humhelix.bench.history.History;
import io.humhelix.bench.history.HistorySeries;
import io.humhelix.bench.history.LevelChange;
import io.humhelix.bench.history.NewestSession;
import io.humhelix.bench.history.SessionLevel;
import io.humhelix.bench.report.ConsoleTable.Align;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A history as text for people: what changed, since when, and what else changed there. The text
 * depends on the history alone. Immutable.
 */
public final class HistoryReport {

  private static final String INDENT = "  ";

  private final History history;
  private final boolean details;
  private final Symbols symbols;
  private final TableView view;

  /**
   * Makes the report.
   *
   * @param history what was read
   * @param details whether every series is shown with its sessions, and not only what changed
   * @param symbols signs that the output can carry
   */
  public HistoryReport(History history, boolean details, Symbols symbols) {
    this(history, details, symbols, TableView.DEFAULT);
  }

  /**
   * Makes the report.
   *
   * @param history what was found
   * @param details whether all series are shown, with their sessions
   * @param symbols signs that the output can carry
   * @param view how wide it is
   */
  public HistoryReport(History history, boolean details, Symbols symbols, TableView view) {
    this.view = Objects.requireNonNull(view, "view");
    this.history = Objects.requireNonNull(history, "history");
    this.details = details;
    this.symbols = Objects.requireNonNull(symbols, "symbols");
  }

  /**
   * Returns what a colleague would say.
   *
   * @return one sentence
   */
  public String headline() {
    return new HistoryHeadline(history, symbols).toString();
  }

  /**
   * Returns the same where somebody should look.
   *
   * @return one sentence; empty if nothing got worse of late
   */
  public Optional<String> worseOfLate() {
    return history.series().stream().anyMatch(HistorySeries::worseOfLate)
        ? Optional.of(headline())
        : Optional.empty();
  }

  /**
   * Returns what else changed where a level did, as a colleague would name it.
   *
   * @param change one of the history
   * @return the likely causes first, each as {@code engine 1.7.1 -> 1.7.2}; those next to the
   *     change say so; none if none was recorded
   */
  public List<String> causes(LevelChange change) {
    return change.differences().isEmpty()
        ? ConditionChanges.texts(change.nearby(), symbols).stream()
            .map(text -> text + " (one session earlier or later)")
            .toList()
        : ConditionChanges.texts(change.differences(), symbols);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    append(text, DisplayText.wrap(DisplayText.oneLine(headline()), INDENT, view.width()));
    List<HistorySeries> shown = details ? history.series() : history.changed();
    for (HistorySeries one : shown) {
      append(text, List.of(""));
      append(text, block(one));
    }
    if (!history.series().isEmpty()) {
      append(text, List.of(""));
      append(text, new HistoryNotes(history, shown, symbols, view).lines());
    }
    append(text, SummaryReport.damages(history.damages()));
    return text.toString();
  }

  private static void append(StringBuilder text, List<String> lines) {
    lines.forEach(line -> text.append(line).append('\n'));
  }

  private List<String> wrap(String line, String indent) {
    return HistoryText.wrap(line, indent, view.width());
  }

  private List<String> block(HistorySeries series) {
    List<String> lines = new ArrayList<>();
    SessionLevel first = series.sessions().get(0);
    lines.addAll(
        wrap(
            HistoryText.name(series)
                + ": "
                + NumberText.count(series.sessions().size(), "session")
                + " from "
                + HistoryText.date(first.startedAt())
                + " to "
                + HistoryText.date(HistoryText.newestOf(series).startedAt()),
            INDENT));
    HistoryChart.lines(series, symbols).forEach(line -> lines.add(INDENT + line));
    series.changes().forEach(change -> lines.addAll(lines(series, change)));
    lines.addAll(wrap(INDENT + newest(series), INDENT + INDENT));
    if (details) {
      table(series).toString().lines().forEach(line -> lines.add(INDENT + line));
    }
    return lines;
  }

  private List<String> lines(HistorySeries series, LevelChange change) {
    SessionLevel session = series.sessions().get(change.at());
    List<String> lines = new ArrayList<>();
    lines.addAll(
        wrap(
            INDENT
                + HistoryText.date(session.startedAt())
                + ": "
                + HistoryText.size(series, change.size())
                + HistoryText.interval(series, change)
                + ", "
                + HistoryText.effect(change.effect())
                + ", "
                + HistoryText.level(series, change.before())
                + ConditionChanges.arrow(symbols)
                + HistoryText.level(series, change.after())
                + ", "
                + HistoryText.where(session)
                + (details ? ", p " + NumberText.significant(change.p(), 1) : ""),
            INDENT + INDENT));
    if (!change.differences().isEmpty()) {
      lines.addAll(causes("changed there: ", change.differences()));
    } else if (!change.nearby().isEmpty()) {
      lines.addAll(causes("changed one session earlier or later: ", change.nearby()));
    } else {
      lines.addAll(
          wrap(
              INDENT
                  + INDENT
                  + "no recorded condition changed there; look for what files do not hold",
              INDENT + INDENT + INDENT));
    }
    return lines;
  }

  private List<String> causes(String title, List<ConditionDifference> differences) {
    return wrap(
        INDENT + INDENT + title + String.join("; ", ConditionChanges.texts(differences, symbols)),
        INDENT + INDENT + INDENT);
  }

  private String newest(HistorySeries series) {
    SessionLevel session = HistoryText.newestOf(series);
    String when = "newest, " + HistoryText.date(session.startedAt()) + ": ";
    NewestSession newest = series.newest();
    String text =
        switch (newest.state()) {
          case NOT_VALID -> "no valid trial (" + HistoryText.trials(session) + ")";
          case TOO_FEW ->
              HistoryText.level(series, session.level().orElseThrow())
                  + ", not judged: "
                  + NumberText.count(newest.earlier(), "session")
                  + " before it "
                  + (series.changes().isEmpty() ? "" : "since the change ")
                  + "("
                  + History.FEWEST_TO_JUDGE
                  + " are needed)";
          default ->
              HistoryText.level(series, session.level().orElseThrow())
                  + ", "
                  + HistoryText.word(newest.state())
                  + " ("
                  + HistoryText.level(series, newest.expected().orElseThrow().low())
                  + " to "
                  + HistoryText.level(series, newest.expected().orElseThrow().high())
                  + ")";
        };
    return when
        + text
        + series
            .newerRun()
            .map(time -> "; not measured in the run of " + HistoryText.date(Optional.of(time)))
            .orElse("");
  }

  private ConsoleTable table(HistorySeries series) {
    ConsoleTable table =
        new ConsoleTable(symbols)
            .column("date", Align.LEFT)
            .column(series.key().metric(), Align.RIGHT)
            .column("forks", Align.RIGHT)
            .column("valid\ntrials", Align.RIGHT)
            .column("run", Align.LEFT);
    for (SessionLevel one : series.sessions()) {
      table.row(
          List.of(
              HistoryText.date(one.startedAt()),
              one.level().isPresent()
                  ? HistoryText.level(series, one.level().getAsDouble())
                  : NumberText.NONE,
              one.forks() == 0 ? NumberText.NONE : Integer.toString(one.forks()),
              one.valid() + "/" + one.trials(),
              HistoryText.run(one)));
    }
    return table;
  }
}
