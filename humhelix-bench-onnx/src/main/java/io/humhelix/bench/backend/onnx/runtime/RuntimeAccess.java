package io.humhelix.bench.backend.onnx.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import com.sun.jna.Native;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ONNX Runtime in this process: its Java API, and the C API below it, which has to behave as
 * expected. Loads the native library. Thread-safe.
 */
public final class RuntimeAccess {

  private static final Pattern VERSION = Pattern.compile("1\\.(\\d+)\\..*");

  private static Engine instance;

  private RuntimeAccess() {}

  /**
   * Returns ONNX Runtime's environment. It is made so that ONNX Runtime prints nothing itself,
   * unless the process had one before.
   *
   * @return the environment of this process
   * @throws SutException if the native library cannot be loaded, or its C API cannot be used
   */
  public static OrtEnvironment environment() throws SutException {
    return engine().environment();
  }

  static synchronized Engine engine() throws SutException {
    if (instance == null) {
      OrtEnvironment environment = newEnvironment();
      instance = tried(() -> nativeEngine(environment));
    }
    return instance;
  }

  /** The engine, or a refusal that says what is wrong with the C API. */
  static Engine tried(Attempt attempt) throws SutException {
    try {
      return attempt.engine();
    } catch (ReflectiveOperationException | SutException | RuntimeException | LinkageError e) {
      throw new SutException(
          FailureKind.NATIVE_LIBRARY,
          "ONNX Runtime's C API cannot be used: " + e.getMessage(),
          "Use the version of ONNX Runtime that this backend was built with, on a 64-bit platform.",
          e);
    }
  }

  /**
   * ONNX Runtime 1.29's telemetry, if it is on, searches the command line of the process by a
   * regular expression whose recursion grows with the command line's length: a class path of a few
   * thousand characters was seen to overflow a usual thread's stack, and the JVM dies without a
   * word.
   */
  private static OrtEnvironment newEnvironment() throws SutException {
    try {
      Telemetry.prevent();
      OrtEnvironment environment =
          DeepStack.call(
              () ->
                  NativeHandles.hasEnvironment()
                      ? OrtEnvironment.getEnvironment()
                      : OrtEnvironment.getEnvironment(
                          OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "humhelix-bench"));
      Telemetry.stop(environment);
      return environment;
    } catch (LinkageError | RuntimeException e) {
      throw new SutException(
          FailureKind.NATIVE_LIBRARY,
          "ONNX Runtime's native library cannot be loaded: " + e,
          "Use onnxruntime or onnxruntime_gpu for this platform, or name a folder with the"
              + " libraries by the system property onnxruntime.native.path.",
          e);
    }
  }

  private static Engine nativeEngine(OrtEnvironment environment)
      throws ReflectiveOperationException, SutException {
    NativeHandles.check();
    int version = apiVersion(environment.getVersion());
    OrtApi api = new OrtApi(NativeHandles.api(), version);
    Engine engine = new Engine(environment, api);
    SelfTest.run(api, engine);
    return engine;
  }

  /** The API version of a release: its minor version, since the major one is 1. */
  static int apiVersion(String release) throws ReflectiveOperationException {
    Matcher matcher = VERSION.matcher(release);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) < OrtFunction.NEEDED_VERSION) {
      throw new ReflectiveOperationException(
          "found version "
              + release
              + ", needed 1."
              + OrtFunction.NEEDED_VERSION
              + " or a later 1.x");
    }
    if (Native.POINTER_SIZE != Long.BYTES) {
      throw new ReflectiveOperationException("this is no 64-bit platform");
    }
    return Integer.parseInt(matcher.group(1));
  }

  /** Finds out whether the C API is as expected. */
  interface Attempt {
    Engine engine() throws ReflectiveOperationException, SutException;
  }
}
