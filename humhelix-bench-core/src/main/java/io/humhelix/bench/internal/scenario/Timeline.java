package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.internal.measure.NanoClock;
import java.util.function.BooleanSupplier;

/** Clock, waiting and threads of a scenario; tests use virtual time. */
public interface Timeline extends NanoClock {

  /**
   * Waits until a point in time.
   *
   * @param due on this clock
   * @param stop ends the wait early; checked at least every few hundredths of a second
   * @return whether the time was reached
   */
  boolean until(long due, BooleanSupplier stop);

  /** Waits for a condition; the lane that makes it true calls {@link #signal}. */
  void until(BooleanSupplier condition);

  /** Wakes all that wait for a condition, to check it again. */
  void signal();

  /** Runs a task on another thread. */
  Beside fork(String name, Runnable task);

  /** A task on another thread. */
  interface Beside {
    /** Waits for its end, without a time limit. */
    void join();
  }
}
