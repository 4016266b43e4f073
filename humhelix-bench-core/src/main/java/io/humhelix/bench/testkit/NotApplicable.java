package io.humhelix.bench.testkit;

/** Thrown by a check that has nothing to check. */
final class NotApplicable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotApplicable(String reason) {
    super(reason);
  }
}
