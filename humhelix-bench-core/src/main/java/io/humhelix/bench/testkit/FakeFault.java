package io.humhelix.bench.testkit;

import java.util.Arrays;
import java.util.Locale;

/** What a {@link FakeBackend} does wrong on purpose. */
public enum FakeFault {
  /** Nothing. */
  NONE,
  /** Throws a failure of the contract: an error of the engine. */
  SUT_ERROR,
  /** Throws a failure of the contract: the device is out of memory. */
  OUT_OF_MEMORY,
  /** Throws an unchecked exception, which the contract does not allow. */
  RUNTIME_EXCEPTION,
  /** Throws an {@link OutOfMemoryError} as a full heap does. */
  HEAP_FULL,
  /** Recurses until the stack is full. */
  STACK_OVERFLOW,
  /** Returns null. */
  NULL,
  /** Returns a text that nobody said. */
  WRONG_TEXT,
  /** Takes {@code stall_ms} longer. */
  STALL,
  /** Never returns, and waits without using a CPU. Ignores interrupts. */
  HANG,
  /** Never returns, and keeps a CPU busy. Ignores interrupts. */
  SPIN,
  /** Writes to address 0, as a broken native library does: the JVM dies of SIGSEGV. */
  CRASH;

  /**
   * Returns the word for this fault in a definition.
   *
   * @return lower case with dashes
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static FakeFault of(String word) {
    return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst().orElseThrow();
  }

  static String[] words() {
    return Arrays.stream(values()).map(FakeFault::word).toArray(String[]::new);
  }
}
