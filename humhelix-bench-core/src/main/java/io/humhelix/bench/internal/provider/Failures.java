package io.humhelix.bench.internal.provider;

import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Turns what a backend threw into a failure that says who acts. */
public final class Failures {

  /** A stack overflow has a trace of a thousand equal lines. */
  private static final int LONGEST_DETAIL = 8_000;

  /** How CUDA, cuBLAS, cuDNN, ROCm, Metal and Vulkan say that the device has no memory left. */
  private static final Pattern DEVICE_MEMORY =
      Pattern.compile(
          "cuda(_| )?error(_| )?(out(_| )of(_| )memory|memory(_| )?allocation)"
              + "|cuda(malloc)?\\b.{0,200}out of memory|out of memory.{0,100}\\b(cuda|gpu|vram)\\b"
              + "|cublas_status_alloc_failed|cudnn_status_alloc_failed"
              + "|hip(_| )?error(_| )?out(_| )?of(_| )?memory"
              + "|kiogpucommandbuffercallbackerroroutofmemory|vk_error_out_of_device_memory"
              + "|erroroutofdevicememory",
          Pattern.DOTALL);

  /** How C++, the JVM and the C library say that the host has none left. */
  private static final Pattern NATIVE_MEMORY =
      Pattern.compile(
          "std::bad_alloc|insufficient memory for the java runtime environment"
              + "|(malloc|mmap|posix_memalign|memory allocation)[^\n]{0,80}fail"
              + "|failed to (allocate|map)[^\n]{0,40}memory|cannot allocate memory"
              + "|native memory allocation");

  private Failures() {}

  /** Names what was thrown while a phase was under way. */
  public static Failure of(String phase, String subject, Throwable thrown) {
    if (thrown instanceof SutException e) {
      FailureKind kind =
          (e.kind() == FailureKind.OUT_OF_MEMORY || e.kind() == FailureKind.SUT_ERROR)
                  && saysDeviceMemory(e.getMessage() + " " + e.detail())
              ? FailureKind.OUT_OF_MEMORY_DEVICE
              : e.kind();
      String detail = e.detail().isEmpty() ? detail(thrown) : e.detail();
      return new Failure(kind, phase, subject + e.getMessage(), e.remedy(), detail);
    }
    String message = subject + Contained.describe(thrown);
    if (thrown instanceof OutOfMemoryError) {
      return outOfMemory(phase, message, String.valueOf(thrown.getMessage()), detail(thrown));
    }
    if (thrown instanceof StackOverflowError) {
      return new Failure(
          FailureKind.STACK_OVERFLOW,
          phase,
          message,
          "Report the endless recursion to the backend's author, or give threads a larger stack"
              + " (-Xss).",
          detail(thrown));
    }
    if (thrown instanceof LinkageError) {
      return new Failure(
          FailureKind.NATIVE_LIBRARY,
          phase,
          message,
          "A library that the backend needs is missing or does not fit this platform or JVM.",
          detail(thrown));
    }
    return new Failure(
        FailureKind.BACKEND_BUG,
        phase,
        message,
        "The backend threw an exception that its contract does not allow; report it to its author.",
        detail(thrown));
  }

  private static Failure outOfMemory(String phase, String message, String reason, String detail) {
    // The JVM throws the same error for memory that is none of the heap's.
    boolean outside =
        reason.contains("direct buffer")
            || reason.contains("native thread")
            || reason.startsWith("Unable to allocate")
            || reason.contains("Map failed");
    return outside
        ? new Failure(
            FailureKind.OUT_OF_MEMORY_NATIVE,
            phase,
            message,
            "Free memory on the host, raise its limits (ulimit -v, cgroup, -XX:MaxDirectMemorySize),"
                + " or use a smaller model.",
            detail)
        : new Failure(
            FailureKind.OUT_OF_MEMORY_HEAP,
            phase,
            message,
            "Give the JVM a larger heap (-Xmx), or use a smaller model.",
            detail);
  }

  /** Whether a text is an engine's complaint that a device has no memory left. */
  public static boolean saysDeviceMemory(String text) {
    return DEVICE_MEMORY.matcher(text.toLowerCase(Locale.ROOT)).find();
  }

  /** Whether a text is the complaint that the host has no memory left outside the heap. */
  public static boolean saysNativeMemory(String text) {
    return NATIVE_MEMORY.matcher(text.toLowerCase(Locale.ROOT)).find();
  }

  private static String detail(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.getBuffer().length() <= LONGEST_DETAIL
        ? text.toString()
        : text.getBuffer().substring(0, LONGEST_DETAIL);
  }
}
