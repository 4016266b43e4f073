package io.humhelix.bench.backend.onnx.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import com.sun.jna.Pointer;
import java.lang.reflect.Field;

/**
 * The addresses behind ONNX Runtime's Java objects. Its Java API keeps them in fields that are not
 * public; there is no other way from a Java session to the C API.
 */
final class NativeHandles {

  private static final String RUNTIME_CLASS = "ai.onnxruntime.OnnxRuntime";
  private static final String HANDLE = "nativeHandle";

  private static final Field SESSION;
  private static final Field OPTIONS;
  private static final Field ENVIRONMENT;
  private static final Field API;

  /** Why the addresses are not available, or null. */
  private static final Throwable OBSTACLE;

  static {
    Field session = null;
    Field options = null;
    Field environment = null;
    Field api = null;
    Throwable obstacle = null;
    try {
      session = field(OrtSession.class, HANDLE);
      options = field(SessionOptions.class, HANDLE);
      environment = field(OrtEnvironment.class, HANDLE);
      api = field(Class.forName(RUNTIME_CLASS), "ortApiHandle");
    } catch (ReflectiveOperationException | RuntimeException e) {
      obstacle = e;
    }
    SESSION = session;
    OPTIONS = options;
    ENVIRONMENT = environment;
    API = api;
    OBSTACLE = obstacle;
  }

  private NativeHandles() {}

  /**
   * Fails if the addresses are not available.
   *
   * @throws ReflectiveOperationException why
   */
  static void check() throws ReflectiveOperationException {
    if (OBSTACLE != null) {
      throw new ReflectiveOperationException(OBSTACLE);
    }
  }

  /** Address of the struct OrtApi; the library is loaded. */
  static long api() {
    return value(API, null);
  }

  /** Whether the process has an environment already; false if that cannot be told. */
  static boolean hasEnvironment() {
    try {
      Field field = OrtEnvironment.class.getDeclaredField("INSTANCE");
      field.setAccessible(true);
      return field.get(null) != null;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false;
    }
  }

  static Pointer of(OrtEnvironment environment) {
    return new Pointer(value(ENVIRONMENT, environment));
  }

  static Pointer of(OrtSession session) {
    return new Pointer(value(SESSION, session));
  }

  static Pointer of(SessionOptions options) {
    return new Pointer(value(OPTIONS, options));
  }

  private static Field field(Class<?> type, String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    if (field.getType() != long.class) {
      throw new NoSuchFieldException(field + " is not of type long");
    }
    field.setAccessible(true);
    return field;
  }

  private static long value(Field field, Object object) {
    try {
      return field.getLong(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
