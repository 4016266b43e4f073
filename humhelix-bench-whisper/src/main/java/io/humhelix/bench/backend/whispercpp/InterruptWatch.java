package io.humhelix.bench.backend.whispercpp;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks whether a thread that is in native code was interrupted, which it cannot notice itself.
 * Each look takes a microsecond, on a thread of its own.
 */
final class InterruptWatch implements AutoCloseable {

  private static final long PERIOD_MILLISECONDS = 50;

  private static final ScheduledThreadPoolExecutor LOOKOUT = lookout();

  private final ScheduledFuture<?> looks;
  private final Thread thread;
  private final Runnable onInterrupt;
  private boolean seen;
  private boolean closed;

  private InterruptWatch(Thread thread, Runnable onInterrupt) {
    this.thread = thread;
    this.onInterrupt = onInterrupt;
    looks =
        LOOKOUT.scheduleWithFixedDelay(
            this::look, PERIOD_MILLISECONDS, PERIOD_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  private static ScheduledThreadPoolExecutor lookout() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "whisper.cpp-interrupts");
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  /**
   * Watches this thread until closed.
   *
   * @param onInterrupt called from another thread, again and again as long as the thread is
   *     interrupted: what it sets may be cleared when native code begins
   */
  static InterruptWatch ofThisThread(Runnable onInterrupt) {
    return new InterruptWatch(Thread.currentThread(), onInterrupt);
  }

  /** Whether the thread is or was seen interrupted. */
  synchronized boolean interrupted() {
    return seen || thread.isInterrupted();
  }

  private synchronized void look() {
    if (!closed && thread.isInterrupted()) {
      seen = true;
      onInterrupt.run();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    looks.cancel(false);
  }
}
