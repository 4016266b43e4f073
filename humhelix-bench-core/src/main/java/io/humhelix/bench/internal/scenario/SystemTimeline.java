package io.humhelix.bench.internal.scenario;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Real time. A lane sleeps until shortly before its time and then spins: sleep alone is up to a
 * tenth of a millisecond late (the kernel's timer slack, and waking up).
 */
public final class SystemTimeline implements Timeline {

  /** Longest sleep: bounds the delay of a request to stop. */
  private static final long SLICE_NANOS = 20_000_000;

  private static final long SLICE_MILLIS = 20;

  private final long spinNanos;
  private final Object monitor = new Object();

  /**
   * Real time.
   *
   * @param spin how long before its time a lane begins to spin
   */
  public SystemTimeline(Duration spin) {
    spinNanos = spin.toNanos();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public boolean until(long due, BooleanSupplier stop) {
    while (true) {
      long left = due - System.nanoTime();
      if (left <= 0) {
        return true;
      }
      if (stop.getAsBoolean()) {
        return false;
      }
      if (left > spinNanos) {
        LockSupport.parkNanos(this, Math.min(left - spinNanos, SLICE_NANOS));
      } else {
        Thread.onSpinWait();
      }
    }
  }

  @Override
  public void until(BooleanSupplier condition) {
    boolean interrupted = false;
    synchronized (monitor) {
      while (!condition.getAsBoolean()) {
        try {
          monitor.wait(SLICE_MILLIS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void signal() {
    synchronized (monitor) {
      monitor.notifyAll();
    }
  }

  @Override
  public Beside fork(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    // A call that never returns must not keep the JVM alive.
    thread.setDaemon(true);
    thread.start();
    return () -> join(thread);
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
