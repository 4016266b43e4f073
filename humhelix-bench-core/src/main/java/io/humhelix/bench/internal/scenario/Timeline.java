package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.internal.measure.NanoClock;
import java.util.function.BooleanSupplier;

/** Time, waiting and threads as a scenario sees them, so that a test can let virtual time pass. */
public interface Timeline extends NanoClock {

  /**
   * Waits until a time has come.
   *
   * @param due on this clock
   * @param stop ends the waiting early; looked at every few hundredths of a second at least
   * @return whether the time has come
   */
  boolean until(long due, BooleanSupplier stop);

  /** Waits until a condition holds that another lane brings about, which then signals. */
  void until(BooleanSupplier condition);

  /** Lets those look again who wait for a condition. */
  void signal();

  /** Runs a task beside the caller. */
  Beside fork(String name, Runnable task);

  /** A task that goes on beside the caller. */
  interface Beside {
    /** Waits for its end, however long that takes. */
    void join();
  }
}
