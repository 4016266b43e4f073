package io.humhelix.bench.cli;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One line on a terminal, rewritten at every event and every second, so that the time goes on
 * within a long call too. It is erased by blanks, which every terminal understands, and kept within
 * 79 columns, since a wrapped line could not be rewritten. Thread-safe.
 */
final class TerminalProgress implements Progress {

  private static final int COLUMNS = 79;
  private static final int NAME_COLUMNS = 36;

  private final PrintWriter err;
  private final LongSupplier nanoTime;
  private final TrialPolicy policy;
  private final Symbols symbols;
  private Optional<ScheduledExecutorService> ticker = Optional.empty();

  private String name = "";
  private String doing = "";
  private RunEvents.Progressed last =
      new RunEvents.Progressed(0, 0, Duration.ZERO, Optional.empty());
  private long lastNanos;
  private int shown;
  private boolean closed;

  TerminalProgress(PrintWriter err, LongSupplier nanoTime, TrialPolicy policy, Symbols symbols) {
    this.err = err;
    this.nanoTime = nanoTime;
    this.policy = policy;
    this.symbols = symbols;
    this.lastNanos = nanoTime.getAsLong();
  }

  static TerminalProgress ticking(
      PrintWriter err, LongSupplier nanoTime, TrialPolicy policy, Symbols symbols) {
    TerminalProgress progress = new TerminalProgress(err, nanoTime, policy, symbols);
    ScheduledExecutorService ticker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    ticker.scheduleAtFixedRate(progress::draw, 1, 1, TimeUnit.SECONDS);
    progress.ticker = Optional.of(ticker);
    return progress;
  }

  @Override
  public synchronized void runStarted(RunEvents.RunStarted event) {
    lastNanos = nanoTime.getAsLong();
  }

  @Override
  public synchronized void issueRaised(RunEvents.IssueRaised event) {
    if (Progress.isOfBaseline(event) && !closed) {
      erase();
      DisplayText.wrap(DisplayText.oneLine(event.issue().message()), "  ").forEach(err::println);
      err.flush();
    }
  }

  @Override
  public synchronized void runConfigStarted(RunEvents.RunConfigStarted event) {
    name = event.runConfig().label();
    doing = "loading";
    draw();
  }

  @Override
  public synchronized void trialStarted(RunEvents.TrialStarted event) {
    name = event.runConfig().label();
    doing = TrialText.of(event.kind(), event.trial(), policy);
    draw();
  }

  @Override
  public synchronized void runConfigFinished(RunEvents.RunConfigFinished event) {
    RunConfigResult result = event.result();
    if (result.status() != TrialStatus.OK && !closed) {
      erase();
      err.println(DisplayText.oneLine(result.runConfig().label() + ": " + result.status()));
      err.flush();
    }
  }

  @Override
  public synchronized void progressed(RunEvents.Progressed event) {
    last = event;
    lastNanos = nanoTime.getAsLong();
    draw();
  }

  /** Writes the line as of now. */
  synchronized void draw() {
    if (closed || name.isEmpty()) {
      return;
    }
    String line = line();
    int width = DisplayText.width(line);
    err.print("\r" + line + " ".repeat(Math.max(0, shown - width)));
    err.flush();
    shown = width;
  }

  private String line() {
    Duration since = Duration.ofNanos(nanoTime.getAsLong() - lastNanos);
    String percent = last.total() == 0 ? "" : "[" + 100 * last.done() / last.total() + " %] ";
    String left =
        last.left()
            .map(time -> time.compareTo(since) > 0 ? time.minus(since) : Duration.ZERO)
            .map(time -> ", about " + wholeSeconds(time) + " left")
            .orElse("");
    String where = DisplayText.fit(DisplayText.oneLine(name), NAME_COLUMNS, symbols.ellipsis());
    return DisplayText.fit(
        percent + where + ": " + doing + ", " + wholeSeconds(last.elapsed().plus(since)) + left,
        COLUMNS,
        symbols.ellipsis());
  }

  /** Tenths would flicker. */
  private static String wholeSeconds(Duration time) {
    return time.toSeconds() < 60
        ? time.toSeconds() + " s"
        : NumberText.time(Duration.ofSeconds(time.toSeconds()));
  }

  private void erase() {
    err.print("\r" + " ".repeat(shown) + "\r");
    shown = 0;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      ticker.ifPresent(ScheduledExecutorService::shutdownNow);
      erase();
      err.flush();
    }
  }
}
