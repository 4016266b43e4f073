package io.humhelix.bench.export;

/** The results do not fit into the format that was asked for. */
public final class ExportException extends Exception {

  private static final long serialVersionUID = 1;

  /**
   * Makes the exception.
   *
   * @param message what was found, what is allowed, what to do
   */
  public ExportException(String message) {
    super(message);
  }
}
