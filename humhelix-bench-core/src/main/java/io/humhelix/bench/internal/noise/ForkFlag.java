package io.humhelix.bench.internal.noise;

import io.humhelix.bench.result.Issue;

/**
 * A noise flag that one fork has.
 *
 * @param flag which one
 * @param fork number of the fork
 * @param size how bad it is, to find the worst fork by
 * @param message what was found in this fork
 */
record ForkFlag(NoiseFlag flag, int fork, double size, String message) {

  Issue issue() {
    return flag.issue("fork " + fork + ": " + message);
  }
}
