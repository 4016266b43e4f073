package io.humhelix.bench.testkit;

/** Thrown within a check that has nothing to look at. */
final class NotApplicable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotApplicable(String reason) {
    super(reason);
  }
}
