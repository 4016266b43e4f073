package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.NanoClock;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The thread on which one system runs. The harness can stop waiting for it when a call hangs, since
 * native code cannot be interrupted. Used by the harness thread alone, except {@link #lookAgain}.
 */
final class SutThread {

  /** How a task ended. */
  sealed interface Outcome<T> {

    /** It returned. */
    record Returned<T>(T value) implements Outcome<T> {}

    /** It threw. */
    record Threw<T>(Throwable thrown) implements Outcome<T> {}

    /** Its deadline passed; it may still be running. */
    record Abandoned<T>() implements Outcome<T> {}
  }

  private final ExecutorService executor;
  private final NanoClock clock;
  private final Cancellation cancellation;
  private final Semaphore changes = new Semaphore(0);

  SutThread(String name, NanoClock clock, Cancellation cancellation) {
    this.clock = clock;
    this.cancellation = cancellation;
    executor =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, name);
              // A call that never returns must not keep the JVM alive.
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Runs a task and waits for it until its deadline, which may move meanwhile. An interrupt of the
   * waiting thread requests cancellation and is restored at the end.
   *
   * @param task the task
   * @param deadlineNanos the deadline on the clock
   */
  <T> Outcome<T> call(Callable<T> task, LongSupplier deadlineNanos) {
    FutureTask<T> future =
        new FutureTask<>(task) {
          @Override
          protected void done() {
            lookAgain();
          }
        };
    executor.execute(future);
    boolean interrupted = false;
    try {
      while (!future.isDone()) {
        long left = deadlineNanos.getAsLong() - clock.nanos();
        if (left <= 0) {
          // Native code takes no notice; a system that waits in Java can end its work.
          future.cancel(true);
          return new Outcome.Abandoned<>();
        }
        try {
          changes.tryAcquire(left, TimeUnit.NANOSECONDS);
          changes.drainPermits();
        } catch (InterruptedException e) {
          interrupted = true;
          cancellation.request();
        }
      }
      return ended(future);
    } finally {
      // A task may end at the same moment as an interrupt, which is then still pending.
      if (interrupted || Thread.currentThread().isInterrupted()) {
        cancellation.request();
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Returns how a finished task ended; an interrupt no longer matters. */
  private static <T> Outcome<T> ended(FutureTask<T> future) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return new Outcome.Returned<>(future.get());
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      return new Outcome.Threw<>(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Wakes the waiting thread, since the deadline may have become an earlier one. */
  void lookAgain() {
    changes.release();
  }

  /** Runs a last task after the current one, then ends the thread. */
  void endAfter(Runnable last) {
    executor.execute(last);
    executor.shutdown();
  }

  /** Ends the thread after the current task. */
  void end() {
    executor.shutdown();
  }

  /** Returns whether the thread has nothing left to do. */
  boolean hasEnded() {
    return executor.isTerminated();
  }
}
