package io.humhelix.bench.backend.onnx.runtime;

import ai.onnxruntime.OrtException.OrtErrorCode;
import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.humhelix.bench.spi.SutException;

/**
 * ONNX Runtime's C API, called through the function pointers of the struct {@code OrtApi} that its
 * Java API has loaded. It is here for what the Java API lacks: tensors in device memory as inputs
 * and outputs, a log function, and what a session's nodes were assigned to. Thread-safe.
 */
final class OrtApi {

  /** Memory for what a function returns through a pointer, and for shapes. */
  private static final int SCRATCH_BYTES = 128;

  private static final int OUT = 0;
  private static final int COUNT = 8;
  private static final int SHAPE = 16;

  private final Function[] functions = new Function[OrtFunction.values().length];
  private final ThreadLocal<Memory> scratch =
      ThreadLocal.withInitial(() -> new Memory(SCRATCH_BYTES));
  private final int version;

  /**
   * The API at an address.
   *
   * @param struct address of the struct
   * @param version its API version: how many functions it has
   */
  OrtApi(long struct, int version) {
    this.version = version;
    Pointer api = new Pointer(struct);
    for (OrtFunction function : OrtFunction.values()) {
      if (has(function)) {
        functions[function.ordinal()] =
            Function.getFunction(api.getPointer((long) function.place() * Native.POINTER_SIZE));
      }
    }
  }

  boolean has(OrtFunction function) {
    return version >= function.since();
  }

  /** Calls a function that returns a status. */
  void call(OrtFunction function, String what, Object... arguments) throws SutException {
    long status = status(function, arguments);
    if (status != 0) {
      throw failure(new Pointer(status), what);
    }
  }

  long status(OrtFunction function, Object... arguments) {
    return functions[function.ordinal()].invokeLong(arguments);
  }

  /** Calls a function that returns a pointer which is no status. */
  Pointer pointer(OrtFunction function, Object... arguments) {
    return functions[function.ordinal()].invokePointer(arguments);
  }

  /** Calls a function that returns a number which is no status. */
  int number(OrtFunction function, Object... arguments) {
    return functions[function.ordinal()].invokeInt(arguments);
  }

  /** Calls a function that returns nothing, such as those that release. */
  void release(OrtFunction function, Pointer object) {
    functions[function.ordinal()].invokeVoid(new Object[] {object});
  }

  /** Calls a function whose last argument is a pointer to the pointer that it returns. */
  Pointer out(OrtFunction function, String what, Object... arguments) throws SutException {
    Memory memory = scratch.get();
    Object[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = memory;
    call(function, what, all);
    return memory.getPointer(OUT);
  }

  /** Calls a function that returns an array through its last two arguments: start and count. */
  Pointer[] array(OrtFunction function, String what, Pointer object) throws SutException {
    Memory memory = scratch.get();
    call(function, what, object, memory, memory.share(COUNT));
    int count = Math.toIntExact(memory.getLong(COUNT));
    return count == 0 ? new Pointer[0] : memory.getPointer(OUT).getPointerArray(0, count);
  }

  /** A new tensor whose memory comes from an allocator, which must outlive it. */
  Pointer tensor(Pointer allocator, Format format, long[] shape) throws SutException {
    Memory memory = scratch.get();
    memory.write(SHAPE, shape, 0, shape.length);
    call(
        OrtFunction.CREATE_TENSOR_AS_ORT_VALUE,
        "Making a tensor",
        allocator,
        memory.share(SHAPE),
        (long) shape.length,
        format.number(),
        memory);
    return memory.getPointer(OUT);
  }

  /** Reads a status that tells of a failure, and releases it. */
  SutException failure(Pointer status, String what) {
    int code = number(OrtFunction.GET_ERROR_CODE, status);
    String message = pointer(OrtFunction.GET_ERROR_MESSAGE, status).getString(0, "UTF-8");
    release(OrtFunction.RELEASE_STATUS, status);
    return Failures.running(what, OrtErrorCode.mapFromInt(code), message, null);
  }
}
