package io.humhelix.bench.harness;

import io.humhelix.bench.result.RunResult;

/** A run under way in the background. Thread-safe. */
public interface BenchmarkRun {

  /**
   * Asks the run to end: no further call is started, the trial under way is recorded as CANCELLED
   * with the calls that ended. A call inside native code cannot be interrupted. In a worker process
   * it gets 2 s; then the worker is asked which calls have ended, for which it gets 4 s at most,
   * and killed. In the process of the harness the call is waited for until its deadline, then
   * abandoned, and the result says so. Everything finished is on disk. Returns at once; may be
   * called any number of times.
   */
  void cancel();

  /**
   * Waits for the end.
   *
   * @return what was measured
   * @throws HarnessException if the run could not begin or go on
   * @throws InterruptedException if the waiting thread was interrupted; the run goes on
   */
  RunResult await() throws HarnessException, InterruptedException;

  /**
   * Returns whether the run has ended.
   *
   * @return whether {@link #await()} would return at once
   */
  boolean isDone();
}
