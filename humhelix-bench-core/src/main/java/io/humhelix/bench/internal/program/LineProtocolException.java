package io.humhelix.bench.internal.program;

/** A program wrote something that the line protocol does not know. */
public final class LineProtocolException extends Exception {

  private static final long serialVersionUID = 1L;

  LineProtocolException(String message) {
    super(message);
  }

  LineProtocolException(String message, Throwable cause) {
    super(message, cause);
  }
}
