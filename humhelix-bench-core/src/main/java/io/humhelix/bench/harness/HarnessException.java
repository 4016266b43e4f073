package io.humhelix.bench.harness;

import io.humhelix.bench.result.RunResult;
import java.util.Optional;

/**
 * A run could not begin, or could not go on. A run config that cannot be measured is no exception:
 * it is a result with the status REFUSED or FAILED.
 */
public final class HarnessException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Who acts. */
  public enum Kind {
    /** The definition or the call is at fault: nothing was measured. */
    USAGE,
    /** Results could not be written: what was acknowledged before is on disk. */
    STORAGE,
    /** A fault of the harness. */
    INTERNAL
  }

  private final Kind kind;
  private final transient RunResult partial;

  /**
   * Makes an exception.
   *
   * @param kind who acts
   * @param message where, found, allowed, what to do
   * @param partial what was measured before, or null
   * @param cause what was caught, or null
   */
  public HarnessException(Kind kind, String message, RunResult partial, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.partial = partial;
  }

  /**
   * Returns who acts.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Returns what was measured before.
   *
   * @return empty if nothing was, or after deserialisation
   */
  public Optional<RunResult> partialResult() {
    return Optional.ofNullable(partial);
  }
}
