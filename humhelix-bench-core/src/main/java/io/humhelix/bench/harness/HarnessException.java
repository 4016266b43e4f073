package io.humhelix.bench.harness;

import io.humhelix.bench.result.RunResult;
import java.util.Optional;

/**
 * A run could not start or continue. A run config that cannot be measured does not throw: its
 * result has the status REFUSED or FAILED.
 */
public final class HarnessException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Where the fault lies. */
  public enum Kind {
    /** The definition or the call is wrong: nothing was measured. */
    USAGE,
    /** Results could not be written; what was acknowledged before is on disk. */
    STORAGE,
    /** A fault of the harness. */
    INTERNAL
  }

  private final Kind kind;
  private final transient RunResult partial;

  /**
   * Creates an exception.
   *
   * @param kind where the fault lies
   * @param message where it is, what was found, what is allowed, what to do
   * @param partial what was measured before, or null
   * @param cause the exception behind it, or null
   */
  public HarnessException(Kind kind, String message, RunResult partial, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.partial = partial;
  }

  /**
   * Returns where the fault lies.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Returns what was measured before the failure.
   *
   * @return empty if nothing was measured, or after deserialisation
   */
  public Optional<RunResult> partialResult() {
    return Optional.ofNullable(partial);
  }
}
