package io.humhelix.bench.internal.provider;

import java.util.concurrent.Callable;

/**
 * Calls into code of others. A backend that was compiled against something else, or whose native
 * library is missing, throws linkage errors, not exceptions: they are contained all the same.
 */
public final class Contained {

  private Contained() {}

  /** What a call into a backend threw. */
  public static final class BrokenBackendException extends Exception {
    private static final long serialVersionUID = 1L;

    public BrokenBackendException(Throwable cause) {
      super(describe(cause), cause);
    }

    /**
     * Creates one of what was thrown in another process.
     *
     * @param description as {@link #describe} gives it
     */
    public BrokenBackendException(String description) {
      super(description);
    }
  }

  /**
   * Makes a call.
   *
   * @throws BrokenBackendException with whatever the call threw, except errors that concern the JVM
   *     as a whole, such as an exhausted heap
   */
  public static <T> T call(Callable<T> call) throws BrokenBackendException {
    try {
      return call.call();
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new BrokenBackendException(e);
    }
  }

  /** Names the innermost cause, since wrappers such as ExceptionInInitializerError say nothing. */
  public static String describe(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    String name = cause.getClass().getSimpleName();
    return message == null || message.isBlank() ? name : name + ": " + message.strip();
  }
}
