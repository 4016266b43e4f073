package io.humhelix.bench.html;

/**
 * A report cannot be as it was asked for: there is no such system, the baseline is the run itself,
 * or its audio is too much for one file. The message says what to do.
 */
public final class RefusedReportException extends RuntimeException {

  private static final long serialVersionUID = 1;

  RefusedReportException(String message) {
    super(message);
  }
}
