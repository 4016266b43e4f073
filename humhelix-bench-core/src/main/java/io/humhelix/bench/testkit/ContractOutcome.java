package io.humhelix.bench.testkit;

import java.util.Objects;

/**
 * How a {@link ContractCheck} ended.
 *
 * @param state kept, broken, or not applicable
 * @param detail what was found; empty if kept
 * @param remedy what the backend's author must do; empty unless broken
 */
public record ContractOutcome(State state, String detail, String remedy) {

  /** How it ended. */
  public enum State {
    /** The backend keeps the promise. */
    KEPT,
    /** The backend breaks the promise. */
    BROKEN,
    /** There is nothing to check, or no way to check it here. */
    NOT_APPLICABLE
  }

  static final ContractOutcome KEPT = new ContractOutcome(State.KEPT, "", "");

  public ContractOutcome {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(remedy, "remedy");
  }
}
