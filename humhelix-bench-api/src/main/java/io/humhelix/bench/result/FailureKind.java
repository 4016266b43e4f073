package io.humhelix.bench.result;

/** What went wrong, and so who must act. */
public enum FailureKind {
  /** The model's files are missing, damaged or of the wrong kind. */
  MODEL,
  /** The requested device does not exist, or did not do the work. */
  DEVICE,
  /** A native library is missing or does not fit this platform. */
  NATIVE_LIBRARY,
  /** Memory ran out; the backend could not tell whether of the heap, the host or the device. */
  OUT_OF_MEMORY,
  /** The heap of the JVM ran out ({@code -Xmx}). */
  OUT_OF_MEMORY_HEAP,
  /** Memory of the host outside the heap ran out: malloc, mmap, threads, direct buffers. */
  OUT_OF_MEMORY_NATIVE,
  /** Memory of a device such as a GPU ran out. */
  OUT_OF_MEMORY_DEVICE,
  /**
   * The operating system killed the worker process because the machine or its control group ran out
   * of memory.
   */
  OUT_OF_MEMORY_KILLED,
  /** A thread's stack ran out. */
  STACK_OVERFLOW,
  /** A deadline passed; the failure's phase says which. */
  TIMEOUT,
  /** The engine reported an error of its own. */
  SUT_ERROR,
  /** A server could not be reached, or the connection to it broke. */
  CONNECTION,
  /** A server rejected the key, or requires one. */
  AUTHENTICATION,
  /** A server temporarily accepted no more calls. */
  RATE_LIMIT,
  /** The backend broke the contract of the SPI: it threw something undeclared or returned null. */
  BACKEND_BUG,
  /** The audio of a clip could not be read. */
  AUDIO,
  /** A signal ended the worker process; the failure's code is its number. */
  SIGNAL,
  /** The worker process ended without a result; the failure's code is its exit code. */
  EXIT,
  /** Native code crashed in a way that the JVM noticed and described in a dump. */
  NATIVE_CRASH,
  /** A worker process, a program or a server violated the protocol. */
  PROTOCOL;

  /**
   * Returns whether a backend's failure of this kind is one of a single call, so that the trial
   * goes on: the call counts as failed. After any other kind, other calls would fail too or prove
   * nothing, and the trial ends.
   *
   * @return true for {@link #SUT_ERROR}, {@link #CONNECTION}, {@link #RATE_LIMIT}, {@link
   *     #PROTOCOL}, {@link #AUDIO}, and for {@link #TIMEOUT}: that of the backend itself, since the
   *     deadline of the harness ends the trial
   */
  public boolean isOfCall() {
    return switch (this) {
      case SUT_ERROR, CONNECTION, RATE_LIMIT, PROTOCOL, AUDIO, TIMEOUT -> true;
      case MODEL,
          DEVICE,
          NATIVE_LIBRARY,
          OUT_OF_MEMORY,
          OUT_OF_MEMORY_HEAP,
          OUT_OF_MEMORY_NATIVE,
          OUT_OF_MEMORY_DEVICE,
          OUT_OF_MEMORY_KILLED,
          STACK_OVERFLOW,
          AUTHENTICATION,
          BACKEND_BUG,
          SIGNAL,
          EXIT,
          NATIVE_CRASH ->
          false;
    };
  }
}
