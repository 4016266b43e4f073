package io.humhelix.bench.internal.noise;

import io.humhelix.bench.result.Issue;

/**
 * A noise flag of one fork.
 *
 * @param flag the flag
 * @param fork number of the fork
 * @param size how large the disturbance is; ranks the forks
 * @param message what was found in this fork
 */
record ForkFlag(NoiseFlag flag, int fork, double size, String message) {

  Issue issue() {
    return flag.issue("fork " + fork + ": " + message);
  }
}
