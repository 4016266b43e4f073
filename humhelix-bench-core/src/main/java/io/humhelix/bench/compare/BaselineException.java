package io.humhelix.bench.compare;

/** A baseline cannot be set or found; the message says why, what is allowed and what to do. */
public final class BaselineException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * With a message.
   *
   * @param message one line for each problem
   */
  public BaselineException(String message) {
    super(message);
  }
}
