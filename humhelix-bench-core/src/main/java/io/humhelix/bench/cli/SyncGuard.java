package io.humhelix.bench.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a sync in order when the process is asked to end (Ctrl-C, SIGTERM): interrupts the thread
 * that made this guard, and keeps the process alive until rsync has been ended and all is said.
 */
final class SyncGuard implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(15);

  private final ShutdownHooks hooks;
  private final Thread worker = Thread.currentThread();
  private final Thread hook = new Thread(this::end, "interrupt");
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);

  SyncGuard(ShutdownHooks hooks) {
    this.hooks = hooks;
    hooks.add(hook);
  }

  private void end() {
    asked.countDown();
    worker.interrupt();
    try {
      done.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits; false if the process is to end. */
  boolean waitFor(Duration time) throws InterruptedException {
    return !asked.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    done.countDown();
    hooks.remove(hook);
  }
}
