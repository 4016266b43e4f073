package io.humhelix.bench.testkit;

import java.util.Arrays;
import java.util.Locale;

/** What a {@link FakeBackend} does wrong, and on purpose. */
public enum FakeFault {
  /** Nothing. */
  NONE,
  /** Throws what the contract knows: an error of the engine. */
  SUT_ERROR,
  /** Throws what the contract knows: memory of the device ran out. */
  OUT_OF_MEMORY,
  /** Throws an unchecked exception, which the contract does not know. */
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
  /** Never returns, and waits without using a processor. An interrupt does not help. */
  HANG,
  /** Never returns, and keeps a processor busy. An interrupt does not help. */
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
