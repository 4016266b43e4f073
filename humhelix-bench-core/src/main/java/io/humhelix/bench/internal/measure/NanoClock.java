package io.humhelix.bench.internal.measure;

/**
 * The only source of time for measurements: monotonic, and independent of changes of the wall
 * clock.
 */
@FunctionalInterface
public interface NanoClock {

  /** The clock of the JVM. */
  NanoClock SYSTEM = System::nanoTime;

  /** Returns a time in nanoseconds; only differences have a meaning. */
  long nanos();
}
