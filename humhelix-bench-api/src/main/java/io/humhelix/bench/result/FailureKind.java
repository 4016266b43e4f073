package io.humhelix.bench.result;

/** What went wrong, and thereby who acts. Kinds for worker processes will join. */
public enum FailureKind {
  /** The model's files are missing, damaged or of the wrong kind. */
  MODEL,
  /** The device asked for is not there, or did not do the work. */
  DEVICE,
  /** A native library is missing or does not fit this platform. */
  NATIVE_LIBRARY,
  /** Memory of the heap, the host or the device ran out. */
  OUT_OF_MEMORY,
  /** A deadline passed. */
  TIMEOUT,
  /** The engine reported an error of its own. */
  SUT_ERROR,
  /** A server could not be reached, or the connection to it broke. */
  CONNECTION,
  /** A program or server answered, but not in the way that was agreed. */
  PROTOCOL,
  /** A server did not accept the key, or wanted one. */
  AUTHENTICATION,
  /** A server took no more calls for now. */
  RATE_LIMIT,
  /** The backend broke the contract of the SPI: it threw something undeclared or returned null. */
  BACKEND_BUG,
  /** The audio of a clip could not be read. */
  AUDIO
}
