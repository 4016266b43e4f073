package io.humhelix.bench.report;

import io.humhelix.bench.history.Effect;
import io.humhelix.bench.history.HistorySeries;
import io.humhelix.bench.history.LevelChange;
import io.humhelix.bench.history.NewestSession;
import io.humhelix.bench.history.SessionLevel;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Names, days and numbers of a history in words. */
final class HistoryText {

  private static final int DIGITS = 4;
  private static final int RUN_DIGITS = 8;
  private static final double PERCENT = 100;
  private static final double MIB = 1 << 20;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private HistoryText() {}

  /** Wraps a line, which keeps its own indent. */
  static List<String> wrap(String line, String indent, int width) {
    String safe = DisplayText.oneLine(line);
    String begin = line.substring(0, line.length() - line.stripLeading().length());
    return DisplayText.wrap(begin + safe, indent, width);
  }

  static String name(HistorySeries series) {
    return series.key().metric()
        + " of "
        + series.key().runConfig()
        + (series.key().host().isEmpty() ? "" : " on " + series.key().host());
  }

  static SessionLevel newestOf(HistorySeries series) {
    return series.sessions().get(series.sessions().size() - 1);
  }

  static String date(Optional<Instant> time) {
    return time.map(DATE::format).orElse("an unknown day");
  }

  static String where(SessionLevel session) {
    return session.runId().isEmpty() ? run(session) : "run " + run(session);
  }

  static String run(SessionLevel session) {
    return session.runId().isEmpty()
        ? String.valueOf(session.file().getFileName())
        : session.runId().substring(0, Math.min(RUN_DIGITS, session.runId().length()));
  }

  static String trials(SessionLevel session) {
    return session.trials() == 0
        ? "never measured"
        : NumberText.count(session.trials(), "trial") + " measured";
  }

  static String effect(Effect effect) {
    return switch (effect) {
      case WORSE -> "worse";
      case BETTER -> "better";
      case OTHER -> "neither better nor worse";
    };
  }

  static boolean inPoints(HistorySeries series) {
    return series.metric().unit().equals("%");
  }

  static String size(HistorySeries series, double size) {
    return number(series, size) + (inPoints(series) ? " points" : " %");
  }

  /** Of levels that never varied there is none. */
  static String interval(HistorySeries series, LevelChange change) {
    String low = number(series, change.low());
    String high = number(series, change.high());
    return low.equals(high) ? "" : " (" + low + " to " + high + ")";
  }

  static String number(HistorySeries series, double size) {
    return inPoints(series)
        ? String.format(Locale.ROOT, "%+.2f", size)
        : String.format(Locale.ROOT, "%+.1f", PERCENT * size);
  }

  static String level(HistorySeries series, double level) {
    String unit = series.metric().unit();
    if (unit.equals("%")) {
      return NumberText.fixed(level, 2) + " %";
    }
    return unit.equals("bytes")
        ? NumberText.significant(level / MIB, DIGITS) + " MiB"
        : NumberText.significant(level, DIGITS) + (unit.isEmpty() ? "" : " " + unit);
  }

  static String word(NewestSession.State state) {
    return switch (state) {
      case AS_EXPECTED -> "as expected";
      case WORSE -> "worse than expected";
      case BETTER -> "better than expected";
      case UNUSUAL -> "not as expected";
      case TOO_FEW -> "not judged";
      case NOT_VALID -> "without a valid trial";
    };
  }
}
