package io.humhelix.bench.report;

import io.humhelix.bench.history.History;
import io.humhelix.bench.history.HistorySeries;
import java.util.ArrayList;
import java.util.List;

/** What stands below the series of a history. */
final class HistoryNotes {

  private static final String INDENT = "  ";

  private final History history;
  private final List<HistorySeries> shown;
  private final Symbols symbols;
  private final TableView view;

  HistoryNotes(History history, List<HistorySeries> shown, Symbols symbols, TableView view) {
    this.view = view;
    this.history = history;
    this.shown = shown;
    this.symbols = symbols;
  }

  List<String> lines() {
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
              (young == history.series().size()
                      ? "A series needs "
                      : young
                          + " of "
                          + history.series().size()
                          + " series have too few sessions: each needs ")
                  + History.FEWEST_TO_CHANGE
                  + " sessions for a change to show, and "
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
    if (history.remeasured() > 0) {
      lines.addAll(
          wrap(
              NumberText.count(history.remeasured(), "system")
                  + " of baselines, measured again beside candidates, left out.",
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

  private List<String> wrap(String line, String indent) {
    return HistoryText.wrap(line, indent, view.width());
  }
}
