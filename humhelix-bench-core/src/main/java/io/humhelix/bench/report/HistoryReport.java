package io.humhelix.bench.report;

import io.humhelix.bench.compare.ConditionDifference;
import io.humhelix.bench.compare.Tolerance;
import io.humhelix.bench.history.Effect;
import io.humhelix.bench.history.History;
import io.humhelix.bench.history.HistorySeries;
import io.humhelix.bench.history.LevelChange;
import io.humhelix.bench.history.NewestSession;
import io.humhelix.bench.history.SessionLevel;
import io.humhelix.bench.report.ConsoleTable.Align;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A history as text for people: what changed, since when, and what else changed there. The text
 * depends on the history alone. Immutable.
 */
public final class HistoryReport {

  private static final int DIGITS = 4;
  private static final int RUN_DIGITS = 8;
  private static final double PERCENT = 100;
  private static final double MIB = 1 << 20;
  private static final String INDENT = "  ";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final History history;
  private final boolean details;
  private final Symbols symbols;

  /**
   * Makes the report.
   *
   * @param history what was read
   * @param details whether every series is shown with its sessions, and not only what changed
   * @param symbols signs that the output can carry
   */
  public HistoryReport(History history, boolean details, Symbols symbols) {
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
    int all = history.series().size();
    if (all == 0) {
      return "No valid trial.";
    }
    List<HistorySeries> changed = history.changed();
    String of = all + " series";
    if (changed.isEmpty()) {
      return canSayNothing()
          ? "Too few sessions to say anything of " + of + "."
          : "No change in " + of + ", " + NumberText.count(history.sessions(), "session") + ".";
    }
    HistorySeries first = mostUrgent(changed);
    long worse = changed.stream().filter(HistoryReport::endsWorse).count();
    return changed.size()
        + " of "
        + of
        + " changed"
        + (changed.size() > 1 && worse > 0 ? ", " + worse + " for the worse" : "")
        + (changed.size() > 1 ? "; above all " : ": ")
        + sentence(first)
        + ".";
  }

  private boolean canSayNothing() {
    return history.series().stream()
        .allMatch(
            one -> one.levels() < History.FEWEST_TO_CHANGE && one.newest().expected().isEmpty());
  }

  /** What got worse of late, by the largest size; else the largest change. */
  private static HistorySeries mostUrgent(List<HistorySeries> changed) {
    return changed.stream()
        .max(
            (one, other) -> {
              int order = Boolean.compare(one.worseOfLate(), other.worseOfLate());
              order = order == 0 ? Boolean.compare(endsWorse(one), endsWorse(other)) : order;
              return order == 0 ? Double.compare(size(one), size(other)) : order;
            })
        .orElseThrow();
  }

  /**
   * How large the last change is, in tolerances of comparisons: points and shares have no order.
   */
  private static double size(HistorySeries series) {
    Tolerance tolerance = inPoints(series) ? Tolerance.ERROR_RATE : Tolerance.SPEED;
    return last(series)
        .map(change -> inPoints(series) ? change.size() / PERCENT : Math.log1p(change.size()))
        .map(size -> Math.abs(size) / tolerance.bound())
        .orElse(0.0);
  }

  private static Optional<LevelChange> last(HistorySeries series) {
    return series.changes().isEmpty()
        ? Optional.empty()
        : Optional.of(series.changes().get(series.changes().size() - 1));
  }

  private static boolean endsWorse(HistorySeries series) {
    return series.newest().state() == NewestSession.State.WORSE
        || last(series).filter(change -> change.effect() == Effect.WORSE).isPresent();
  }

  private String sentence(HistorySeries series) {
    boolean newest =
        series.newest().expected().isPresent()
            && series.newest().state() != NewestSession.State.AS_EXPECTED;
    if (newest || series.changes().isEmpty()) {
      SessionLevel one = newestOf(series);
      return name(series)
          + " is "
          + word(series.newest().state())
          + " in the newest session, "
          + date(one.startedAt());
    }
    LevelChange change = last(series).orElseThrow();
    List<String> causes = ConditionChanges.texts(change.differences(), symbols);
    return name(series)
        + " "
        + size(series, change.size())
        + " ("
        + effect(change.effect())
        + ") since "
        + date(series.sessions().get(change.at()).startedAt())
        + (causes.isEmpty()
            ? ""
            : " ("
                + causes.get(0)
                + (causes.size() > 1 ? " and " + (causes.size() - 1) + " more" : "")
                + ")");
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    append(text, DisplayText.wrap(DisplayText.oneLine(headline()), INDENT));
    List<HistorySeries> shown = details ? history.series() : history.changed();
    for (HistorySeries one : shown) {
      append(text, List.of(""));
      append(text, block(one));
    }
    if (!history.series().isEmpty()) {
      append(text, List.of(""));
      append(text, notes(shown));
    }
    append(text, SummaryReport.damages(history.damages()));
    return text.toString();
  }

  private static void append(StringBuilder text, List<String> lines) {
    lines.forEach(line -> text.append(line).append('\n'));
  }

  private List<String> block(HistorySeries series) {
    List<String> lines = new ArrayList<>();
    SessionLevel first = series.sessions().get(0);
    lines.addAll(
        wrap(
            name(series)
                + ": "
                + NumberText.count(series.sessions().size(), "session")
                + " from "
                + date(first.startedAt())
                + " to "
                + date(newestOf(series).startedAt()),
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
                + date(session.startedAt())
                + ": "
                + size(series, change.size())
                + interval(series, change)
                + ", "
                + effect(change.effect())
                + ", "
                + level(series, change.before())
                + ConditionChanges.arrow(symbols)
                + level(series, change.after())
                + ", "
                + where(session)
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
    SessionLevel session = newestOf(series);
    String when = "newest, " + date(session.startedAt()) + ": ";
    NewestSession newest = series.newest();
    String text =
        switch (newest.state()) {
          case NOT_VALID -> "no valid trial (" + trials(session) + ")";
          case TOO_FEW ->
              level(series, session.level().orElseThrow())
                  + ", not judged: "
                  + NumberText.count(newest.earlier(), "session")
                  + " before it "
                  + (series.changes().isEmpty() ? "" : "since the change ")
                  + "("
                  + History.FEWEST_TO_JUDGE
                  + " are needed)";
          default ->
              level(series, session.level().orElseThrow())
                  + ", "
                  + word(newest.state())
                  + " ("
                  + level(series, newest.expected().orElseThrow().low())
                  + " to "
                  + level(series, newest.expected().orElseThrow().high())
                  + ")";
        };
    return when
        + text
        + series
            .newerRun()
            .map(time -> "; not measured in the run of " + date(Optional.of(time)))
            .orElse("");
  }

  private static String word(NewestSession.State state) {
    return switch (state) {
      case AS_EXPECTED -> "as expected";
      case WORSE -> "worse than expected";
      case BETTER -> "better than expected";
      case UNUSUAL -> "not as expected";
      case TOO_FEW -> "not judged";
      case NOT_VALID -> "without a valid trial";
    };
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
              date(one.startedAt()),
              one.level().isPresent() ? level(series, one.level().getAsDouble()) : NumberText.NONE,
              one.forks() == 0 ? NumberText.NONE : Integer.toString(one.forks()),
              one.valid() + "/" + one.trials(),
              run(one)));
    }
    return table;
  }

  private List<String> notes(List<HistorySeries> shown) {
    List<String> lines = new ArrayList<>();
    int others = history.series().size() - shown.size();
    long young =
        history.series().stream().filter(one -> one.levels() < History.FEWEST_TO_CHANGE).count();
    if (others > 0 && !shown.isEmpty()) {
      lines.add(
          "No change shown in "
              + others
              + (others == 1 ? " other" : " others")
              + "; --details shows all series.");
    }
    if (young > 0) {
      lines.addAll(
          wrap(
              young
                  + " of "
                  + history.series().size()
                  + " series have too few sessions for a change to show: "
                  + History.FEWEST_TO_CHANGE
                  + " are needed, and "
                  + History.FEWEST_TO_JUDGE
                  + " before the newest one to judge that.",
              INDENT));
    }
    long gaps =
        history.series().stream()
            .filter(one -> one.sessions().stream().anyMatch(s -> s.level().isEmpty()))
            .count();
    if (gaps > 0) {
      lines.addAll(
          wrap(
              gaps + " series have sessions without a valid trial, which are gaps and not numbers.",
              INDENT));
    }
    if (!history.copies().isEmpty()) {
      lines.addAll(
          wrap(
              NumberText.count(history.copies().size(), "file")
                  + " left out, as scored again from runs that are here: "
                  + history.copies().get(0)
                  + (history.copies().size() > 1 ? ", ..." : ""),
              INDENT));
    }
    if (history.series().stream().anyMatch(one -> one.key().benchmark().isEmpty())) {
      lines.addAll(
          wrap(
              "Files of hum-helix: each is a session, with the time in its name; they have no forks,"
                  + " and do not say what else changed.",
              INDENT));
    }
    if (!shown.isEmpty()) {
      lines.addAll(wrap(HistoryChart.legend(symbols), INDENT));
    }
    return lines;
  }

  private static List<String> wrap(String line, String indent) {
    // The first line keeps its own indent.
    String safe = DisplayText.oneLine(line);
    String begin = line.substring(0, line.length() - line.stripLeading().length());
    return DisplayText.wrap(begin + safe, indent);
  }

  private static String name(HistorySeries series) {
    return series.key().metric()
        + " of "
        + series.key().runConfig()
        + (series.key().host().isEmpty() ? "" : " on " + series.key().host());
  }

  private static SessionLevel newestOf(HistorySeries series) {
    return series.sessions().get(series.sessions().size() - 1);
  }

  private static String date(Optional<Instant> time) {
    return time.map(DATE::format).orElse("an unknown day");
  }

  private static String where(SessionLevel session) {
    return session.runId().isEmpty() ? run(session) : "run " + run(session);
  }

  private static String run(SessionLevel session) {
    return session.runId().isEmpty()
        ? String.valueOf(session.file().getFileName())
        : session.runId().substring(0, Math.min(RUN_DIGITS, session.runId().length()));
  }

  private static String trials(SessionLevel session) {
    return session.trials() == 0
        ? "never measured"
        : NumberText.count(session.trials(), "trial") + " measured";
  }

  private static String effect(Effect effect) {
    return switch (effect) {
      case WORSE -> "worse";
      case BETTER -> "better";
      case OTHER -> "neither better nor worse";
    };
  }

  private static boolean inPoints(HistorySeries series) {
    return series.metric().unit().equals("%");
  }

  private static String size(HistorySeries series, double size) {
    return number(series, size) + (inPoints(series) ? " points" : " %");
  }

  /** Of levels that never varied there is none. */
  private static String interval(HistorySeries series, LevelChange change) {
    String low = number(series, change.low());
    String high = number(series, change.high());
    return low.equals(high) ? "" : " (" + low + " to " + high + ")";
  }

  private static String number(HistorySeries series, double size) {
    return inPoints(series)
        ? String.format(Locale.ROOT, "%+.2f", size)
        : String.format(Locale.ROOT, "%+.1f", PERCENT * size);
  }

  private static String level(HistorySeries series, double level) {
    String unit = series.metric().unit();
    if (unit.equals("%")) {
      return NumberText.fixed(level, 2) + " %";
    }
    return unit.equals("bytes")
        ? NumberText.significant(level / MIB, DIGITS) + " MiB"
        : NumberText.significant(level, DIGITS) + (unit.isEmpty() ? "" : " " + unit);
  }
}
