package io.humhelix.bench.compare;

/** A comparison that does not pass, as an error that test frameworks report as a failed test. */
public final class NotPassedError extends AssertionError {

  private static final long serialVersionUID = 1L;

  private final Comparison.Outcome outcome;

  NotPassedError(Comparison.Outcome outcome, String message) {
    super(message);
    this.outcome = outcome;
  }

  /**
   * Returns what the comparison came to.
   *
   * @return anything but {@code NO_REGRESSION}
   */
  public Comparison.Outcome outcome() {
    return outcome;
  }
}
