package io.humhelix.bench.report;

import io.humhelix.bench.history.HistorySeries;
import io.humhelix.bench.history.LevelChange;
import io.humhelix.bench.history.SessionLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * A series as one line of signs from its lowest level to its highest, with marks below where it
 * changed. Of a long series, neighbouring sessions share a sign.
 */
final class HistoryChart {

  /** Signs of a line: leaves room for an indent within 80 columns. */
  static final int WIDTH = 72;

  private static final String UNICODE = "▁▂▃▄▅▆▇█";
  private static final String ASCII = "0123456789";
  private static final char UNICODE_GAP = '×';
  private static final char ASCII_GAP = 'x';

  private HistoryChart() {}

  static List<String> lines(HistorySeries series, Symbols symbols) {
    List<SessionLevel> sessions = series.sessions();
    int share = (sessions.size() + WIDTH - 1) / WIDTH;
    OptionalDouble[] columns = new OptionalDouble[(sessions.size() + share - 1) / share];
    for (int i = 0; i < columns.length; i++) {
      columns[i] =
          sessions.subList(i * share, Math.min(sessions.size(), (i + 1) * share)).stream()
              .flatMapToDouble(one -> one.level().stream())
              .average();
    }
    List<String> lines = new ArrayList<>(List.of(levels(columns, symbols)));
    if (!series.changes().isEmpty()) {
      char[] marks = new char[columns.length];
      Arrays.fill(marks, ' ');
      for (LevelChange change : series.changes()) {
        marks[change.at() / share] = '^';
      }
      lines.add(new String(marks).stripTrailing());
    }
    return lines;
  }

  private static String levels(OptionalDouble[] columns, Symbols symbols) {
    boolean unicode = symbols.isUnicode();
    String signs = unicode ? UNICODE : ASCII;
    double least = known(columns).min().orElse(0);
    double most = known(columns).max().orElse(0);
    StringBuilder line = new StringBuilder();
    for (OptionalDouble one : columns) {
      if (one.isEmpty()) {
        line.append(unicode ? UNICODE_GAP : ASCII_GAP);
      } else {
        double height = most == least ? 0 : (one.getAsDouble() - least) / (most - least);
        line.append(signs.charAt((int) Math.round(height * (signs.length() - 1))));
      }
    }
    return line.toString();
  }

  private static DoubleStream known(OptionalDouble[] columns) {
    return Arrays.stream(columns).flatMapToDouble(OptionalDouble::stream);
  }

  /** Says what the signs are. */
  static String legend(Symbols symbols) {
    return symbols.isUnicode()
        ? "A sign a session, from the lowest level to the highest; "
            + UNICODE_GAP
            + ": no valid trial; ^: first session after a change."
        : "A sign a session, 0 for the lowest level and 9 for the highest; "
            + ASCII_GAP
            + ": no valid trial; ^: first session after a change.";
  }
}
