package io.humhelix.bench.internal.provider;

import io.humhelix.bench.gpu.DeviceErrors;
import io.humhelix.bench.gpu.DeviceErrors.DeviceError;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns what a backend threw into a failure that says who acts. */
public final class Failures {

  /** A stack overflow has a trace of a thousand equal lines. */
  private static final int LONGEST_DETAIL = 8_000;

  /** How C++, the JVM and the C library say that the host has none left. */
  private static final Pattern NATIVE_MEMORY =
      Pattern.compile(
          "std::bad_alloc|mem_buffer != null|insufficient memory for the java runtime environment"
              + "|(malloc|mmap|posix_memalign|memory allocation)[^\n]{0,80}fail"
              + "|failed to (allocate|map)[^\n]{0,40}memory|cannot allocate memory"
              + "|native memory allocation");

  private Failures() {}

  /** Names what was thrown while a phase was under way. */
  public static Failure of(String phase, String subject, Throwable thrown) {
    if (thrown instanceof SutException reported) {
      SutException e = explained(reported);
      String detail = e.detail().isEmpty() ? detail(thrown) : e.detail();
      return new Failure(e.kind(), phase, subject + e.getMessage(), e.remedy(), detail);
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

  /**
   * Returns what a backend reported, in the words of the device if an engine's text is one of a
   * device that cannot be used: backends pass on what engines say, and few know what it means.
   *
   * @return the same if it is of a kind that says more, or says nothing of a device
   */
  public static SutException explained(SutException e) {
    boolean vague =
        e.kind() == FailureKind.SUT_ERROR
            || e.kind() == FailureKind.MODEL
            || e.kind() == FailureKind.OUT_OF_MEMORY;
    if (!vague) {
      return e;
    }
    String message = String.valueOf(e.getMessage());
    Optional<DeviceError> found = DeviceErrors.find(message);
    if (found.isPresent()) {
      DeviceError device = found.get();
      return new SutException(
              device.kind(),
              message.replaceFirst("\\.?\\s*$", "") + ": " + device.reason() + ".",
              device.remedy(),
              e)
          .withDetail(e.detail());
    }
    // What an engine logged before may be of another call: it counts for memory alone.
    return e.kind() != FailureKind.MODEL && saysDeviceMemory(e.detail())
        ? new SutException(FailureKind.OUT_OF_MEMORY_DEVICE, message, e.remedy(), e)
            .withDetail(e.detail())
        : e;
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
    return DeviceErrors.saysOutOfMemory(text);
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
