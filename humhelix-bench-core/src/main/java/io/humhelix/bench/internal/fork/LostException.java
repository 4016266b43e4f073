package io.humhelix.bench.internal.fork;

import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;

/** The worker is of no further use. */
final class LostException extends Exception {

  /** Who caused it. */
  enum Why {
    /** The worker died, hung or sent invalid data. */
    WORKER,
    /** The run was cancelled. */
    CANCELLED,
    /** The harness has no memory for the results. */
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

  /** Returns whether it was given up because the run was cancelled. */
  boolean cancelled() {
    return why == Why.CANCELLED;
  }

  /** Returns whether the harness has no memory for the results. */
  boolean starved() {
    return why == Why.STARVED;
  }

  /** Returns whether it took too long, and is still running. */
  boolean givenUp() {
    return failure.kind() == FailureKind.TIMEOUT;
  }
}
