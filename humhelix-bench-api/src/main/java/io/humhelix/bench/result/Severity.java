package io.humhelix.bench.result;

/** How much an {@link Issue} matters. */
public enum Severity {
  /** Worth knowing. */
  INFO,
  /** The number may mislead. */
  WARNING,
  /** Nothing was measured, or the measurement is invalid. */
  ERROR
}
