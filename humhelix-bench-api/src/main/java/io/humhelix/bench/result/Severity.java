package io.humhelix.bench.result;

/** How much an {@link Issue} matters. */
public enum Severity {
  /** Worth knowing. */
  INFO,
  /** The number beside it may mislead. */
  WARNING,
  /** Nothing was measured, or what was measured is unfit. */
  ERROR
}
