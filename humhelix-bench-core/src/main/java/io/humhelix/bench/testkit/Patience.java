package io.humhelix.bench.testkit;

import io.humhelix.bench.spi.SutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for foreign code, but not for ever. */
final class Patience {

  private Patience() {}

  /** Executes a check on a daemon thread; what it throws becomes the outcome. */
  static ContractOutcome within(Duration deadline, Callable<ContractOutcome> body) {
    FutureTask<ContractOutcome> task = new FutureTask<>(body);
    Thread thread = new Thread(task, "humhelix-bench-contract");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      String where = where(thread);
      // As the harness does, so that a backend that waits in Java can end its work.
      thread.interrupt();
      return broken(
          "it did not return within " + deadline.toMillis() / 1000.0 + " s, in\n" + where,
          "Find out what it waits for, or set a longer deadline(…) for a slow engine.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ContractOutcome(ContractOutcome.State.NOT_APPLICABLE, "interrupted", "");
    } catch (ExecutionException e) {
      return outcome(e.getCause());
    }
  }

  private static ContractOutcome outcome(Throwable thrown) {
    if (thrown instanceof ContractBroken found) {
      return broken(found.getMessage(), found.remedy());
    }
    if (thrown instanceof NotApplicable nothing) {
      return new ContractOutcome(
          ContractOutcome.State.NOT_APPLICABLE, String.valueOf(nothing.getMessage()), "");
    }
    if (thrown instanceof SutException e) {
      return broken("it threw " + e.kind() + ": " + e.getMessage(), e.remedy());
    }
    StackTraceElement[] trace = thrown.getStackTrace();
    return broken(
        "it threw " + thrown + (trace.length == 0 ? "" : " at " + trace[0]),
        "Only open, transcribe and close may throw, and only SutException.");
  }

  private static ContractOutcome broken(String detail, String remedy) {
    return new ContractOutcome(ContractOutcome.State.BROKEN, detail, remedy);
  }

  private static String where(Thread thread) {
    StringBuilder text = new StringBuilder();
    StackTraceElement[] trace = thread.getStackTrace();
    for (int i = 0; i < Math.min(8, trace.length); i++) {
      text.append("    at ").append(trace[i]).append('\n');
    }
    return text.toString();
  }

  /** Waits until something holds; returns whether it did in time. */
  static boolean until(Duration limit, BooleanSupplier holds) {
    long end = System.nanoTime() + limit.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    return true;
  }

  /** Does nothing for a while, so that others can be watched. */
  static void pause(Duration time) {
    until(time, () -> false);
  }
}
