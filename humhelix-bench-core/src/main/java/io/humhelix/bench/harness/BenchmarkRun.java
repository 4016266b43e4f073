package io.humhelix.bench.harness;

import io.humhelix.bench.result.RunResult;

/** A run under way in the background. Thread-safe. */
public interface BenchmarkRun {

  /**
   * Cancels the run: no further call starts, and the current trial is recorded as CANCELLED with
   * the calls that ended. A call inside native code cannot be interrupted. In a worker process it
   * gets 2 s; then the worker has up to 4 s to report which calls have ended, and is killed. In the
   * process of the harness the call may go on until its deadline; then it is abandoned, and the
   * result says so. Everything finished is on disk. Returns at once; may be called any number of
   * times.
   */
  void cancel();

  /**
   * Waits for the end.
   *
   * @return what was measured
   * @throws HarnessException if the run could not start or continue
   * @throws InterruptedException if the waiting thread was interrupted; the run continues
   */
  RunResult await() throws HarnessException, InterruptedException;

  /**
   * Returns whether the run has ended.
   *
   * @return whether {@link #await()} would return at once
   */
  boolean isDone();
}
