package io.humhelix.bench.internal.measure;

/**
 * The only source of time for measurements: monotonic, so that a wall clock that jumps does not
 * matter.
 */
@FunctionalInterface
public interface NanoClock {

  /** The clock of the JVM. */
  NanoClock SYSTEM = System::nanoTime;

  /** Returns a time in nanoseconds; only differences mean anything. */
  long nanos();
}
