package io.humhelix.bench.testkit;

import java.util.Objects;

/**
 * How a {@link ContractCheck} ended.
 *
 * @param state kept, broken, or not applicable
 * @param detail what was found; empty if kept
 * @param remedy what the author of the backend does; empty unless broken
 */
public record ContractOutcome(State state, String detail, String remedy) {

  /** How it ended. */
  public enum State {
    /** The backend keeps this part of the contract. */
    KEPT,
    /** It does not. */
    BROKEN,
    /** There was nothing to check, or no means here. */
    NOT_APPLICABLE
  }

  static final ContractOutcome KEPT = new ContractOutcome(State.KEPT, "", "");

  public ContractOutcome {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(remedy, "remedy");
  }
}
