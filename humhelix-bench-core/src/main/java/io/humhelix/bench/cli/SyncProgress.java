package io.humhelix.bench.cli;

import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.sync.HostResult;
import io.humhelix.bench.sync.SyncListener;
import io.humhelix.bench.sync.SyncSource;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** All hosts in one line that is rewritten on a terminal; else a line for each that is through. */
final class SyncProgress implements SyncListener, AutoCloseable {

  private static final int COLUMNS = 79;
  private static final double KILO = 1e3;
  private static final double MEGA = 1e6;

  private final PrintWriter err;
  private final boolean live;
  private final boolean lines;
  private final String ellipsis;
  private final Map<String, Integer> percents = new LinkedHashMap<>();
  private int shown;

  /**
   * Shows nothing yet.
   *
   * @param lines whether hosts that are through are worth a line
   */
  SyncProgress(CommandContext context, boolean lines) {
    err = context.err();
    live = context.errIsTerminal();
    this.lines = lines;
    ellipsis = context.symbols().ellipsis();
  }

  @Override
  public synchronized void progressed(SyncSource source, long bytes, int percent) {
    Integer before = percents.put(source.name(), percent);
    if (before == null || before != percent) {
      draw();
    }
  }

  @Override
  public synchronized void finished(HostResult result) {
    percents.remove(result.source().name());
    if (lines) {
      erase();
      err.println(DisplayText.oneLine(result.source().name() + ": " + text(result)));
      err.flush();
    }
    draw();
  }

  private static String text(HostResult result) {
    long bytes = result.arrived().stream().mapToLong(file -> file.bytes()).sum();
    String came =
        result.arrived().isEmpty()
            ? "nothing new"
            : NumberText.count(result.arrived().size(), "file") + ", " + size(bytes);
    return result.problem().map(problem -> problem.message() + " (" + came + ")").orElse(came);
  }

  private static String size(long bytes) {
    return bytes < KILO
        ? bytes + " B"
        : bytes < MEGA
            ? NumberText.significant(bytes / KILO, 3) + " kB"
            : NumberText.significant(bytes / MEGA, 3) + " MB";
  }

  private void draw() {
    if (!live || percents.isEmpty()) {
      return;
    }
    String all =
        percents.entrySet().stream()
            .map(one -> one.getKey() + " " + one.getValue() + " %")
            .collect(Collectors.joining(", "));
    String line = DisplayText.fit(all, COLUMNS, ellipsis);
    err.print("\r" + line + " ".repeat(Math.max(0, shown - DisplayText.width(line))));
    err.flush();
    shown = DisplayText.width(line);
  }

  private void erase() {
    if (shown > 0) {
      err.print("\r" + " ".repeat(shown) + "\r");
      shown = 0;
    }
  }

  @Override
  public synchronized void close() {
    erase();
    err.flush();
  }
}
