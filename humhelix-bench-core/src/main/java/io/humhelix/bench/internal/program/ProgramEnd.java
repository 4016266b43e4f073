package io.humhelix.bench.internal.program;

import io.humhelix.bench.gpu.DeviceErrors;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.util.Map;
import java.util.Optional;

/** Tells from an exit code how a program ended. */
final class ProgramEnd {

  /** What the JDK returns for a process that a signal ended, as shells do. */
  private static final int SIGNAL_BASE = 128;

  private static final int MOST_SIGNALS = 64;

  /** Why a process ends stands at the end of what it printed. */
  private static final int LAST_WORDS = 4_000;

  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;

  private static final Map<Integer, String> SIGNALS =
      Map.of(
          1, "SIGHUP", 2, "SIGINT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9,
          "SIGKILL", 11, "SIGSEGV", 13, "SIGPIPE", 15, "SIGTERM");

  private ProgramEnd() {}

  /**
   * Makes the failure.
   *
   * @param name of the program
   * @param doing what it was asked to do
   * @param exitCode empty if it has closed its channel and goes on
   * @param printed the last that it printed: engines end their process when a device fails, and
   *     print why
   */
  static SutException failure(
      String name, String doing, Optional<Integer> exitCode, String printed) {
    SutException plain = failure(name, doing, exitCode);
    if (exitCode.isEmpty() || exitCode.get() == 0) {
      return plain;
    }
    return DeviceErrors.find(printed.substring(Math.max(0, printed.length() - LAST_WORDS)))
        .map(
            device ->
                new SutException(
                    device.kind(),
                    plain.getMessage().replaceFirst("\\.$", ": ") + device.reason() + ".",
                    device.remedy()))
        .orElse(plain);
  }

  private static SutException failure(String name, String doing, Optional<Integer> exitCode) {
    if (exitCode.isEmpty()) {
      return new SutException(
          FailureKind.PROTOCOL,
          name + " closed its channel while " + doing + ", but did not end.",
          "It must keep descriptors 3 and 4 open until it is asked to unload.");
    }
    int code = exitCode.get();
    if (code > SIGNAL_BASE && code <= SIGNAL_BASE + MOST_SIGNALS) {
      int signal = code - SIGNAL_BASE;
      return new SutException(
          FailureKind.SIGNAL,
          name
              + " was ended by signal "
              + signal
              + Optional.ofNullable(SIGNALS.get(signal)).map(s -> " (" + s + ")").orElse("")
              + " while "
              + doing
              + ".",
          signal == 9
              ? "If nobody killed it, the system ran out of memory: see the kernel's log."
              : "It crashed: see what it printed.");
    }
    String hint =
        code == NOT_FOUND
            ? "It or a program that it runs was not found: check command and PATH."
            : code == NOT_EXECUTABLE
                ? "It cannot be executed: check its permissions and its first line."
                : "See what it printed.";
    return new SutException(
        FailureKind.EXIT, name + " ended with exit code " + code + " while " + doing + ".", hint);
  }
}
