package io.humhelix.bench.sync;

/** No host can be asked: what is needed for it is missing here. */
public class SyncException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Something is missing.
   *
   * @param message what was found, what is needed, what to do
   */
  public SyncException(String message) {
    super(message);
  }
}
