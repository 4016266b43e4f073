package io.humhelix.bench.result;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * A part of a call that the engine can tell apart, such as {@code encode}. It is the engine's own
 * account and never the measured time.
 *
 * @param name lower case
 * @param nanos how long it took, 0 or more
 * @param count how many things were done in it, such as tokens decoded, 0 or more; empty where the
 *     engine does not count
 */
public record Phase(String name, long nanos, OptionalLong count) {

  /** Name of the phase in which text is made of encoded audio; its count is tokens. */
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
   * A phase in which nothing is counted.
   *
   * @param name lower case
   * @param nanos how long it took, 0 or more
   */
  public Phase(String name, long nanos) {
    this(name, nanos, OptionalLong.empty());
  }
}
