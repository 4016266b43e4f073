package io.humhelix.bench.result;

import java.util.Objects;

/**
 * A part of a call that the engine can tell apart, such as {@code encode}. It is the engine's own
 * account and never the measured time.
 *
 * @param name lower case
 * @param nanos how long it took, 0 or more
 */
public record Phase(String name, long nanos) {
  public Phase {
    Objects.requireNonNull(name, "name");
    if (nanos < 0) {
      throw new IllegalArgumentException("phase " + name + " took " + nanos + " ns");
    }
  }
}
