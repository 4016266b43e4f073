package io.humhelix.bench.backend.onnx.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import com.sun.jna.Function;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ONNX Runtime's telemetry, which is off here. From 1.29 on the official builds for Linux have it
 * switched on: a thread reports to Microsoft what runs and which models are loaded, and keeps a
 * database in the user's cache folder. That is not part of the measurement.
 */
final class Telemetry {

  /** Looked at when the first environment is made. */
  static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

  private static final Logger LOG = LoggerFactory.getLogger(Telemetry.class);

  private Telemetry() {}

  /**
   * Prevents its start, unless the user has set the variable to any value. Works only before the
   * first environment, and only in this process: programs that it starts get the variables that the
   * JVM was started with.
   */
  static void prevent() {
    if (System.getenv(VARIABLE) != null) {
      return;
    }
    try {
      if (Platform.isWindows()) {
        return;
      }
      Function.getFunction(Platform.C_LIBRARY_NAME, "setenv")
          .invokeInt(new Object[] {VARIABLE, "1", 0});
    } catch (LinkageError e) {
      LOG.warn("{} cannot be set; set it to 1 against ONNX Runtime's telemetry: {}", VARIABLE, e);
    }
  }

  /** Switches its events off if it was started anyway, as on Windows. */
  static void stop(OrtEnvironment environment) {
    if (System.getenv(VARIABLE) != null) {
      return;
    }
    try {
      environment.setTelemetry(false);
    } catch (OrtException e) {
      LOG.warn("ONNX Runtime's telemetry cannot be switched off: {}", e.getMessage());
    }
  }
}
