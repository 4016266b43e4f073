package io.humhelix.bench.backend.onnx.runtime;

import ai.onnxruntime.OrtEnvironment;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;

/**
 * Keeps ONNX Runtime's environment to the end of the process. Its Java API closes it when the JVM
 * exits, and with a GPU's execution provider loaded that was seen to crash the JVM: WebGPU without
 * an adapter, ONNX Runtime 1.27. The environment counts who uses it, so one use more keeps it.
 */
public final class KeptEnvironment {

  private static final int FATAL = 4;
  private static boolean kept;

  private KeptEnvironment() {}

  /**
   * Keeps it. Further calls do nothing.
   *
   * @throws SutException if the native library cannot be loaded, or refuses
   */
  public static synchronized void keep() throws SutException {
    if (kept) {
      return;
    }
    OrtEnvironment environment = RuntimeAccess.environment();
    try {
      new OrtApi(NativeHandles.api(), RuntimeAccess.apiVersion(environment.getVersion()))
          .out(OrtFunction.CREATE_ENV, "Keeping the environment", FATAL, "humhelix-bench");
      kept = true;
    } catch (ReflectiveOperationException e) {
      throw new SutException(
          FailureKind.NATIVE_LIBRARY,
          "ONNX Runtime's C API cannot be used: " + e.getMessage(),
          "Use the version of ONNX Runtime that this backend was built with.",
          e);
    }
  }
}
