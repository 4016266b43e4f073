package io.humhelix.bench.cli;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.RunListener;
import io.humhelix.bench.harness.BenchmarkRun;
import io.humhelix.bench.internal.fork.WorkerLimits;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.result.TrialStatus;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a run in order when the process is asked to end (Ctrl-C, SIGTERM): cancels it, and keeps the
 * process alive until the main thread has reported, or until a time of grace is over, since a call
 * in native code cannot be interrupted and a person who pressed Ctrl-C has no second one.
 *
 * <p>No deadlock can come of it: the hook waits for the latch alone, the main thread opens it in
 * {@link #close()} before anything calls {@code System.exit}, and that call then waits for the
 * hook, which holds nothing the main thread needs. The exit code is the JVM's own, 128 + signal.
 */
final class InterruptGuard implements RunListener, AutoCloseable {

  private final PrintWriter err;
  private final Duration grace;
  private final ShutdownHooks hooks;
  private final Thread hook = new Thread(this::endInOrder, "interrupt");
  private final CountDownLatch reported = new CountDownLatch(1);

  private Optional<BenchmarkRun> run = Optional.empty();
  private Optional<Path> resultsFile = Optional.empty();
  private boolean asked;
  private long finishedTrials;

  InterruptGuard(PrintWriter err, Duration grace, ShutdownHooks hooks) {
    this.err = err;
    this.grace = grace;
    this.hooks = hooks;
  }

  /** From here on until {@link #close()}, an interrupt cancels the run instead of dropping it. */
  void arm() {
    hooks.add(hook);
  }

  /** Names the run to cancel; cancels it at once if the process was asked to end before. */
  synchronized void watch(BenchmarkRun started) {
    run = Optional.of(started);
    if (asked) {
      started.cancel();
    }
  }

  @Override
  public synchronized void runStarted(RunEvents.RunStarted event) {
    resultsFile = event.resultsFile();
  }

  @Override
  public synchronized void trialFinished(RunEvents.TrialFinished event) {
    if (event.result().status() != TrialStatus.CANCELLED) {
      finishedTrials++;
    }
  }

  private void endInOrder() {
    synchronized (this) {
      asked = true;
      err.println();
      err.println("cancelling: finished trials are on disk");
      err.println(
          "  the running call may take another "
              + NumberText.time(WorkerLimits.DEFAULT.cancel())
              + " in a worker process, "
              + NumberText.time(grace)
              + " in this one");
      err.flush();
      run.ifPresent(BenchmarkRun::cancel);
    }
    try {
      if (!reported.await(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        err.println("cancelled: the running call did not end and was abandoned; " + saved());
        err.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says what is on disk. */
  synchronized String saved() {
    return NumberText.count(finishedTrials, "finished trial")
        + resultsFile
            .map(file -> (finishedTrials == 1 ? " is in " : " are in ") + file)
            .orElse("; nothing was stored");
  }

  /** Everything is reported: lets an ending process end. */
  @Override
  public void close() {
    reported.countDown();
    hooks.remove(hook);
  }
}
