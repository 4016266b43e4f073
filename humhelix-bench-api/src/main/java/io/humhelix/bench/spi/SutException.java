package io.humhelix.bench.spi;

import io.humhelix.bench.result.FailureKind;
import java.util.Objects;

/** A system under test could not be opened, or a call failed. */
public final class SutException extends Exception {

  private static final long serialVersionUID = 1L;

  private final FailureKind kind;
  private final String remedy;
  private final String detail;
  private final boolean systemLost;

  /**
   * A failure.
   *
   * @param kind what went wrong
   * @param message where, found, allowed
   * @param remedy what to do; empty if there is nothing to say
   */
  public SutException(FailureKind kind, String message, String remedy) {
    this(kind, message, remedy, null);
  }

  /**
   * A failure with a cause.
   *
   * @param kind what went wrong
   * @param message where, found, allowed
   * @param remedy what to do; empty if there is nothing to say
   * @param cause what was caught, or null
   */
  public SutException(FailureKind kind, String message, String remedy, Throwable cause) {
    this(kind, message, remedy, "", false, cause);
  }

  private SutException(
      FailureKind kind,
      String message,
      String remedy,
      String detail,
      boolean systemLost,
      Throwable cause) {
    super(message, cause);
    this.kind = Objects.requireNonNull(kind, "kind");
    this.remedy = Objects.requireNonNull(remedy, "remedy");
    this.detail = Objects.requireNonNull(detail, "detail");
    this.systemLost = systemLost;
  }

  /**
   * Returns this failure with the engine's own output; results keep it instead of a stack trace.
   *
   * @param output of the engine, possibly several lines; must hold no secrets
   * @return a new exception
   */
  public SutException withDetail(String output) {
    return new SutException(kind, getMessage(), remedy, output, systemLost, getCause());
  }

  /**
   * Returns this failure as one after which the system takes no further call, such as that of a
   * program that has ended. The trial ends with it, whatever its kind.
   *
   * @return a new exception
   */
  public SutException withSystemLost() {
    return new SutException(kind, getMessage(), remedy, detail, true, getCause());
  }

  /**
   * Returns whether the failure of a call ends its trial. Else the call counts as failed, and the
   * trial goes on.
   *
   * @return true if the system is lost, or the kind is not one {@link FailureKind#isOfCall() of a
   *     single call}
   */
  public boolean endsTrial() {
    return systemLost || !kind.isOfCall();
  }

  /**
   * Returns what went wrong.
   *
   * @return the kind
   */
  public FailureKind kind() {
    return kind;
  }

  /**
   * Returns what to do.
   *
   * @return a sentence, or empty
   */
  public String remedy() {
    return remedy;
  }

  /**
   * Returns the engine's own output.
   *
   * @return empty if there is none
   */
  public String detail() {
    return detail;
  }
}
