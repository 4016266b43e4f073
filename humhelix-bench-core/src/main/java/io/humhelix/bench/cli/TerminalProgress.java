package io.humhelix.bench.cli;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.Symbols;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * One line on a terminal, rewritten at every event and every second, so that the time goes on
 * within a long call too; above it a line stays for each run config that ended. It is erased by
 * blanks, which every terminal understands, and is narrower than the terminal, since a wrapped line
 * could not be rewritten. Thread-safe.
 */
final class TerminalProgress implements Progress {

  private static final int LEAST_LABEL = 12;
  private static final String INDENT = "  ";

  private final PrintWriter err;
  private final IntSupplier columns;
  private final Symbols symbols;
  private final RunPosition position;
  private final OutcomeLines outcomes;
  private Optional<ProgressTicker> ticker = Optional.empty();
  private int shown;
  private boolean closed;

  /**
   * Shows nothing yet.
   *
   * @param columns how wide the terminal is; asked every time, since people resize their windows
   */
  TerminalProgress(
      PrintWriter err,
      LongSupplier nanoTime,
      IntSupplier columns,
      BenchmarkDefinition definition,
      Symbols symbols) {
    this.err = err;
    this.columns = columns;
    this.symbols = symbols;
    position = new RunPosition(nanoTime, definition.trials());
    outcomes = new OutcomeLines(definition);
  }

  static TerminalProgress ticking(
      PrintWriter err,
      LongSupplier nanoTime,
      IntSupplier columns,
      BenchmarkDefinition definition,
      Symbols symbols) {
    TerminalProgress progress = new TerminalProgress(err, nanoTime, columns, definition, symbols);
    progress.ticker = Optional.of(new ProgressTicker(progress::draw));
    return progress;
  }

  @Override
  public synchronized void runStarted(RunEvents.RunStarted event) {
    position.started();
  }

  @Override
  public synchronized void issueRaised(RunEvents.IssueRaised event) {
    if (Progress.isOfBaseline(event)) {
      keep(List.of(event.issue().message()));
    }
  }

  @Override
  public synchronized void coolingDown(RunEvents.CoolingDown event) {
    position.coolingDown(event);
    draw();
  }

  @Override
  public synchronized void forkStarted(RunEvents.ForkStarted event) {
    keep(outcomes.waiting());
    position.forkStarted(event);
    draw();
  }

  @Override
  public synchronized void trialFinished(RunEvents.TrialFinished event) {
    keep(outcomes.of(event.runConfig(), event.result()));
  }

  @Override
  public synchronized void forkFinished(RunEvents.ForkFinished event) {
    keep(outcomes.of(event.runConfig(), event.result()));
    position.forkFinished(event);
    draw();
  }

  @Override
  public synchronized void trialStarted(RunEvents.TrialStarted event) {
    position.trialStarted(event);
    draw();
  }

  @Override
  public synchronized void runConfigFinished(RunEvents.RunConfigFinished event) {
    keep(outcomes.of(event.result()));
  }

  @Override
  public synchronized void progressed(RunEvents.Progressed event) {
    position.progressed(event);
    draw();
  }

  /** Writes lines that stay, above the live one. */
  private void keep(List<String> lines) {
    if (lines.isEmpty() || closed) {
      return;
    }
    erase();
    for (String line : lines) {
      DisplayText.wrap(DisplayText.oneLine(line), INDENT, columns.getAsInt()).forEach(err::println);
    }
    err.flush();
    draw();
  }

  /** Writes the line as of now. */
  synchronized void draw() {
    if (closed || !position.isKnown()) {
      return;
    }
    String line = line(columns.getAsInt() - 1);
    int width = DisplayText.width(line);
    err.print("\r" + line + " ".repeat(Math.max(0, shown - width)));
    err.flush();
    shown = width;
  }

  private String line(int width) {
    String percent = position.percent().map(done -> "[" + done + "] ").orElse("");
    String rest =
        ": "
            + position.doing()
            + ", "
            + RunPosition.wholeSeconds(position.elapsed())
            + position.leftText().map(left -> ", " + left).orElse("");
    int room = width - DisplayText.width(percent) - DisplayText.width(rest);
    String label =
        DisplayText.fit(position.label(), Math.max(LEAST_LABEL, room), symbols.ellipsis());
    return DisplayText.fit(percent + label + rest, width, symbols.ellipsis());
  }

  private void erase() {
    err.print("\r" + " ".repeat(shown) + "\r");
    shown = 0;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      keep(outcomes.waiting());
      closed = true;
      ticker.ifPresent(ProgressTicker::close);
      erase();
      err.flush();
    }
  }
}
