package io.humhelix.bench.result;

/** Which way a metric is better. */
public enum Direction {
  /** Smaller values are better. */
  LOWER_IS_BETTER,
  /** Larger values are better. */
  HIGHER_IS_BETTER,
  /** Neither. */
  INFORMATION
}
