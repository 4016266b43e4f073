package io.humhelix.bench.internal.wire;

import java.io.IOException;

/** What came is not what the other side would have sent. */
public final class ProtocolException extends IOException {

  private static final long serialVersionUID = 1L;

  public ProtocolException(String message) {
    super(message);
  }

  public ProtocolException(String message, Throwable cause) {
    super(message, cause);
  }
}
