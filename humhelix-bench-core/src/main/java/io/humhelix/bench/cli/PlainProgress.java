package io.humhelix.bench.cli;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.report.DisplayText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Progress for a pipe, a file or a log of a build server, whose length is bounded: where the
 * results go, a line for each run config that ended, and where the run is once a minute, in a long
 * call too. Thread-safe.
 */
final class PlainProgress implements Progress {

  private static final Duration BETWEEN = Duration.ofMinutes(1);

  private final PrintWriter err;
  private final LongSupplier nanoTime;
  private final RunPosition position;
  private final OutcomeLines outcomes;
  private Optional<ProgressTicker> ticker = Optional.empty();
  private long toldNanos;
  private boolean closed;

  PlainProgress(PrintWriter err, LongSupplier nanoTime, BenchmarkDefinition definition) {
    this.err = err;
    this.nanoTime = nanoTime;
    position = new RunPosition(nanoTime, definition.trials());
    outcomes = new OutcomeLines(definition);
    toldNanos = nanoTime.getAsLong();
  }

  static PlainProgress ticking(
      PrintWriter err, LongSupplier nanoTime, BenchmarkDefinition definition) {
    PlainProgress progress = new PlainProgress(err, nanoTime, definition);
    progress.ticker = Optional.of(new ProgressTicker(progress::tick));
    return progress;
  }

  @Override
  public synchronized void runStarted(RunEvents.RunStarted event) {
    position.started();
    toldNanos = nanoTime.getAsLong();
    event.resultsFile().ifPresent(file -> line("results go to " + file));
  }

  @Override
  public synchronized void issueRaised(RunEvents.IssueRaised event) {
    if (Progress.isOfBaseline(event)) {
      DisplayText.wrap(DisplayText.oneLine(event.issue().message()), "  ").forEach(this::line);
    }
  }

  @Override
  public synchronized void coolingDown(RunEvents.CoolingDown event) {
    position.coolingDown(event);
    tick();
  }

  @Override
  public synchronized void forkStarted(RunEvents.ForkStarted event) {
    outcomes.waiting().forEach(this::line);
    position.forkStarted(event);
    tick();
  }

  @Override
  public synchronized void trialFinished(RunEvents.TrialFinished event) {
    outcomes.of(event.runConfig(), event.result()).forEach(this::line);
  }

  @Override
  public synchronized void forkFinished(RunEvents.ForkFinished event) {
    outcomes.of(event.runConfig(), event.result()).forEach(this::line);
    position.forkFinished(event);
    tick();
  }

  @Override
  public synchronized void trialStarted(RunEvents.TrialStarted event) {
    position.trialStarted(event);
    tick();
  }

  @Override
  public synchronized void progressed(RunEvents.Progressed event) {
    position.progressed(event);
    tick();
  }

  @Override
  public synchronized void runConfigFinished(RunEvents.RunConfigFinished event) {
    outcomes.of(event.result()).forEach(this::line);
  }

  /** Tells where the run is, if it was silent for so long. */
  synchronized void tick() {
    long now = nanoTime.getAsLong();
    if (!position.isKnown() || now - toldNanos < BETWEEN.toNanos()) {
      return;
    }
    toldNanos = now;
    outcomes.waiting().forEach(this::line);
    line(
        RunPosition.wholeSeconds(position.elapsed())
            + position.percent().map(done -> ", " + done).orElse("")
            + ": "
            + position.label()
            + ", "
            + position.doing()
            + position.leftText().map(left -> "; " + left).orElse(""));
  }

  private void line(String text) {
    if (!closed) {
      err.println(DisplayText.oneLine(text));
      err.flush();
    }
  }

  @Override
  public synchronized void close() {
    outcomes.waiting().forEach(this::line);
    closed = true;
    ticker.ifPresent(ProgressTicker::close);
  }
}
