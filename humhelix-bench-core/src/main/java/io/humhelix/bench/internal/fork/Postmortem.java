package io.humhelix.bench.internal.fork;

import io.humhelix.bench.gpu.DeviceErrors;
import io.humhelix.bench.internal.provider.Failures;
import io.humhelix.bench.internal.worker.WorkerMain;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out why a worker died.
 *
 * @param phase the phase in which it died
 * @param subject begins the message
 * @param exitCode as {@link Process#exitValue()}: 128 + n where signal n ended the process
 * @param dump what the JVM wrote of a crash that it noticed
 * @param printed the end of what the worker printed
 * @param oomKilled whether the kernel killed a process because memory ran out
 */
record Postmortem(
    String phase,
    String subject,
    int exitCode,
    Optional<String> dump,
    String printed,
    boolean oomKilled) {

  private static final int SIGNALLED = 128;
  private static final int MOST_SIGNALS = 64;
  private static final int SIGABRT = 6;
  private static final int SIGKILL = 9;
  private static final int LONGEST_DETAIL = 8_000;

  private static final Map<Integer, String> SIGNALS =
      Map.ofEntries(
          Map.entry(1, "SIGHUP"),
          Map.entry(2, "SIGINT"),
          Map.entry(3, "SIGQUIT"),
          Map.entry(4, "SIGILL"),
          Map.entry(5, "SIGTRAP"),
          Map.entry(SIGABRT, "SIGABRT"),
          Map.entry(7, "SIGBUS"),
          Map.entry(8, "SIGFPE"),
          Map.entry(SIGKILL, "SIGKILL"),
          Map.entry(11, "SIGSEGV"),
          Map.entry(13, "SIGPIPE"),
          Map.entry(15, "SIGTERM"),
          Map.entry(24, "SIGXCPU"),
          Map.entry(25, "SIGXFSZ"),
          Map.entry(31, "SIGSYS"));

  /** As in {@code # SIGSEGV (0xb) at pc=0x…} or {@code EXCEPTION_ACCESS_VIOLATION (0xc0000005)}. */
  private static final Pattern CRASH =
      Pattern.compile("#\\s+(SIG[A-Z]+|EXCEPTION_[A-Z_]+) \\(0x([0-9a-f]+)\\)");

  private static final Pattern FRAME = Pattern.compile("# Problematic frame:\\R# (.*)");

  Failure failure() {
    if (dump.isPresent()) {
      return ofDump(dump.get());
    }
    if (printed.contains("An irrecoverable stack overflow has occurred")) {
      return failure(
          FailureKind.STACK_OVERFLOW,
          "the stack of a native thread ran out",
          "Report it to the engine's authors, or give threads a larger stack (-Xss, ulimit -s).");
    }
    if (exitCode == WorkerMain.EXIT_OUT_OF_HEAP) {
      return outOfHeap();
    }
    if (exitCode == WorkerMain.EXIT_ORPHANED || exitCode == WorkerMain.EXIT_NOT_A_WORKER) {
      return failure(
          FailureKind.PROTOCOL,
          "the worker process lost its connection to the harness",
          "Something in it closes files or connections that are not its own; see what it printed.");
    }
    if (exitCode > SIGNALLED && exitCode <= SIGNALLED + MOST_SIGNALS) {
      return ofSignal(exitCode - SIGNALLED);
    }
    return ofExit();
  }

  private Failure ofDump(String text) {
    if (Failures.saysNativeMemory(text.substring(0, Math.min(text.length(), LONGEST_DETAIL)))) {
      return nativeMemory(text);
    }
    Matcher crash = CRASH.matcher(text);
    Matcher frame = FRAME.matcher(text);
    boolean named = crash.find();
    long number = named ? Long.parseLong(crash.group(2), 16) : 0;
    return new Failure(
        FailureKind.NATIVE_CRASH,
        phase,
        subject
            + "native code crashed"
            + (named ? " by " + crash.group(1) : "")
            + (frame.find() ? " in " + frame.group(1).strip() : "")
            + ".",
        "The crash dump is among the artifacts: report it to the authors of the engine.",
        cut(text, true),
        number > 0 && number <= MOST_SIGNALS ? OptionalInt.of((int) number) : OptionalInt.empty());
  }

  private Failure ofSignal(int signal) {
    if (signal == SIGKILL && oomKilled) {
      return failure(
          FailureKind.OUT_OF_MEMORY_KILLED,
          "the operating system killed the worker process because memory ran out",
          "Give the machine or its control group more memory, or take a smaller model.");
    }
    if (signal == SIGABRT && Failures.saysDeviceMemory(printed)) {
      return deviceMemory();
    }
    if (signal == SIGABRT && Failures.saysNativeMemory(printed)) {
      return nativeMemory(printed);
    }
    Optional<Failure> device = signal == SIGABRT ? ofDevice() : Optional.empty();
    if (device.isPresent()) {
      return device.get();
    }
    return failure(
        FailureKind.SIGNAL,
        "signal " + signal + named(signal) + " ended the worker process",
        signal == SIGABRT
            ? "Native code gave up by itself: what it printed says why. Report it to its authors."
            : signal == SIGKILL
                ? "Somebody or something killed it: look for limits of memory or time."
                : "Find out what sent it.");
  }

  private static String named(int signal) {
    return SIGNALS.containsKey(signal) ? " (" + SIGNALS.get(signal) + ")" : "";
  }

  private Failure ofExit() {
    // A JVM that has no heap left to say more prints the bare name.
    if (exitCode != 0
        && (printed.contains("java.lang.OutOfMemoryError: Java heap space")
            || printed.contains("java.lang.OutOfMemoryError thrown from"))) {
      return outOfHeap();
    }
    if (exitCode != 0 && Failures.saysDeviceMemory(printed)) {
      return deviceMemory();
    }
    if (exitCode != 0 && Failures.saysNativeMemory(printed)) {
      return nativeMemory(printed);
    }
    Optional<Failure> device = exitCode == 0 ? Optional.empty() : ofDevice();
    if (device.isPresent()) {
      return device.get();
    }
    boolean atStart = phase.equals("start");
    return failure(
        FailureKind.EXIT,
        "the worker process ended by itself with exit code " + exitCode + ", without a result",
        atStart
            ? "Check worker_jvm_args and what the JVM printed."
            : "A library that ends the process cannot be measured: report it to its authors.");
  }

  /** Engines such as ggml print what the device said and end the process. */
  private Optional<Failure> ofDevice() {
    return DeviceErrors.find(printed)
        .map(error -> failure(error.kind(), error.reason(), error.remedy()));
  }

  private Failure outOfHeap() {
    return failure(
        FailureKind.OUT_OF_MEMORY_HEAP,
        "the heap of the worker's JVM ran out",
        "Give it a larger heap (worker_jvm_args: -Xmx), or take a smaller model.");
  }

  private Failure deviceMemory() {
    return failure(
        FailureKind.OUT_OF_MEMORY_DEVICE,
        "the memory of the device ran out",
        "Free the device of other processes, or take a smaller model or compute type.");
  }

  private Failure nativeMemory(String detail) {
    return new Failure(
        FailureKind.OUT_OF_MEMORY_NATIVE,
        phase,
        subject + "memory outside the heap ran out.",
        "Free memory of the host, raise its limits (ulimit -v, cgroup), or take a smaller model.",
        cut(detail, dump.isPresent()),
        code());
  }

  private Failure failure(FailureKind kind, String what, String remedy) {
    return new Failure(kind, phase, subject + what + ".", remedy, cut(printed, false), code());
  }

  private OptionalInt code() {
    boolean signalled = exitCode > SIGNALLED && exitCode <= SIGNALLED + MOST_SIGNALS;
    return OptionalInt.of(signalled ? exitCode - SIGNALLED : exitCode);
  }

  private static String cut(String text, boolean first) {
    if (text.length() <= LONGEST_DETAIL) {
      return text;
    }
    return first
        ? text.substring(0, LONGEST_DETAIL)
        : text.substring(text.length() - LONGEST_DETAIL);
  }
}
