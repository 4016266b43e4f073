package io.humhelix.bench.backend.onnx.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import com.sun.jna.Native;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ONNX Runtime in this process: its Java API, and the C API below it if that can be reached and
 * behaves as expected. Loads the native library. Thread-safe.
 */
public final class RuntimeAccess {

  private static final Logger LOG = LoggerFactory.getLogger(RuntimeAccess.class);
  private static final Pattern VERSION = Pattern.compile("1\\.(\\d+)\\..*");

  private static RuntimeAccess instance;

  private final Engine engine;
  private final String obstacle;

  private RuntimeAccess(Engine engine, String obstacle) {
    this.engine = engine;
    this.obstacle = obstacle;
  }

  /**
   * Returns ONNX Runtime's environment. It is made so that ONNX Runtime prints nothing itself,
   * unless the process had one before.
   *
   * @return the environment of this process
   * @throws SutException if the native library cannot be loaded
   */
  public static OrtEnvironment environment() throws SutException {
    return engine().environment;
  }

  /**
   * Tells why the key/value cache has to be copied at every token.
   *
   * @return why the C API cannot be used; empty if it can, and the cache stays on the device
   * @throws SutException if the native library cannot be loaded
   */
  public static Optional<String> obstacle() throws SutException {
    return get().reason();
  }

  static Engine engine() throws SutException {
    return get().engine;
  }

  private static synchronized RuntimeAccess get() throws SutException {
    if (instance == null) {
      OrtEnvironment environment = newEnvironment();
      instance = choose(environment, () -> nativeEngine(environment));
    }
    return instance;
  }

  /** The wanted engine, or the one that always works. */
  static RuntimeAccess choose(OrtEnvironment environment, Attempt attempt) {
    try {
      return new RuntimeAccess(attempt.engine(), null);
    } catch (ReflectiveOperationException | SutException | RuntimeException | LinkageError e) {
      String reason = "ONNX Runtime's C API cannot be used: " + e.getMessage();
      LOG.warn("{}; with a device the key/value cache is copied at every token", reason);
      return new RuntimeAccess(new JavaEngine(environment), reason);
    }
  }

  Engine chosen() {
    return engine;
  }

  Optional<String> reason() {
    return Optional.ofNullable(obstacle);
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
    NativeEngine engine = new NativeEngine(environment, api);
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

  /** An engine that may not be available. */
  interface Attempt {
    Engine engine() throws ReflectiveOperationException, SutException;
  }
}
