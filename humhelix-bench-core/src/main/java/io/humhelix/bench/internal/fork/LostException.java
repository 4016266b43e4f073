package io.humhelix.bench.internal.fork;

import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;

/** The worker is of no further use. */
final class LostException extends Exception {

  /** Who is to blame for it. */
  enum Why {
    /** The worker died, hung or said what no worker says. */
    WORKER,
    /** The run was cancelled. */
    CANCELLED,
    /** The harness has no room for what the worker says. */
    STARVED
  }

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;
  private final Why why;

  LostException(Failure failure, Why why) {
    super(failure.message(), null, false, false);
    this.failure = failure;
    this.why = why;
  }

  Failure failure() {
    return failure;
  }

  /** Whether it was given up since the run was cancelled. */
  boolean cancelled() {
    return why == Why.CANCELLED;
  }

  /** Whether the harness has no room for what the worker says. */
  boolean starved() {
    return why == Why.STARVED;
  }

  /** Whether the worker is still there, and was given up for taking too long. */
  boolean givenUp() {
    return failure.kind() == FailureKind.TIMEOUT;
  }
}
