package io.humhelix.bench.result;

/** How a trial or run config ended. */
public enum TrialStatus {
  /** Measured and valid. */
  OK,
  /** Measured, but invalid: gate missed, wrong device. */
  INVALID,
  /** Rejected before measuring. */
  REFUSED,
  /** The engine or its backend failed. */
  FAILED,
  /** A deadline passed; the call was abandoned. */
  TIMEOUT,
  /** Somebody cancelled the run. */
  CANCELLED
}
