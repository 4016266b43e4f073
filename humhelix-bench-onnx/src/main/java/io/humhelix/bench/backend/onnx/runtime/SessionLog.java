package io.humhelix.bench.backend.onnx.runtime;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives what sessions log. One object for all, for ever: native code holds its address.
 *
 * @see OrtFunction#SET_USER_LOGGING_FUNCTION
 */
final class SessionLog implements Callback {

  static final SessionLog INSTANCE = new SessionLog();

  private static final Logger LOG = LoggerFactory.getLogger(SessionLog.class);

  private SessionLog() {}

  /** Called by ONNX Runtime, with the signature of {@code OrtLoggingFunction}. */
  public void callback(
      Pointer parameter,
      int severity,
      Pointer category,
      Pointer logger,
      Pointer location,
      Pointer message) {
    log(severity, message.getString(0, "UTF-8"));
  }

  static void log(int severity, String message) {
    switch (severity) {
      case 0 -> LOG.trace("{}", message);
      case 1 -> LOG.debug("{}", message);
      case 2 -> LOG.warn("{}", message);
      default -> LOG.error("{}", message);
    }
  }
}
