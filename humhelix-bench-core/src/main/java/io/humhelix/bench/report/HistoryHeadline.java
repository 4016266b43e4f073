package io.humhelix.bench.report;

import io.humhelix.bench.compare.Tolerance;
import io.humhelix.bench.history.Effect;
import io.humhelix.bench.history.History;
import io.humhelix.bench.history.HistorySeries;
import io.humhelix.bench.history.LevelChange;
import io.humhelix.bench.history.NewestSession;
import io.humhelix.bench.history.SessionLevel;
import java.util.List;
import java.util.Optional;

/** What a colleague would say of a history: one sentence. */
final class HistoryHeadline {

  private static final double PERCENT = 100;

  private final History history;
  private final Symbols symbols;

  HistoryHeadline(History history, Symbols symbols) {
    this.history = history;
    this.symbols = symbols;
  }

  @Override
  public String toString() {
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
    long worse = changed.stream().filter(HistoryHeadline::endsWorse).count();
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
    Tolerance tolerance = HistoryText.inPoints(series) ? Tolerance.ERROR_RATE : Tolerance.SPEED;
    return last(series)
        .map(
            change ->
                HistoryText.inPoints(series) ? change.size() / PERCENT : Math.log1p(change.size()))
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
      SessionLevel one = HistoryText.newestOf(series);
      return HistoryText.name(series)
          + " is "
          + HistoryText.word(series.newest().state())
          + " in the newest session, "
          + HistoryText.date(one.startedAt());
    }
    LevelChange change = last(series).orElseThrow();
    List<String> causes = ConditionChanges.texts(change.differences(), symbols);
    return HistoryText.name(series)
        + " "
        + HistoryText.size(series, change.size())
        + " ("
        + HistoryText.effect(change.effect())
        + ") since "
        + HistoryText.date(series.sessions().get(change.at()).startedAt())
        + (causes.isEmpty()
            ? ""
            : " ("
                + causes.get(0)
                + (causes.size() > 1 ? " and " + (causes.size() - 1) + " more" : "")
                + ")");
  }
}
