package io.humhelix.bench.result;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * A part of a call as reported by the engine, such as {@code encode}. Its time comes from the
 * engine and is never the measured time.
 *
 * @param name lower case
 * @param nanos how long it took, 0 or more
 * @param count number of items processed in it, such as tokens decoded, 0 or more; empty if the
 *     engine does not count
 */
public record Phase(String name, long nanos, OptionalLong count) {

  /** Name of the phase that turns encoded audio into text; it counts tokens. */
  public static final String DECODE = "decode";

  public Phase {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(count, "count");
    if (nanos < 0) {
      throw new IllegalArgumentException("phase " + name + " took " + nanos + " ns");
    }
    if (count.orElse(0) < 0) {
      throw new IllegalArgumentException("phase " + name + " has a count of " + count.getAsLong());
    }
  }

  /**
   * A phase without a count.
   *
   * @param name lower case
   * @param nanos how long it took, 0 or more
   */
  public Phase(String name, long nanos) {
    this(name, nanos, OptionalLong.empty());
  }
}
