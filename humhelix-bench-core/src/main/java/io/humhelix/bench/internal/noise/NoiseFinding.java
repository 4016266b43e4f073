package io.humhelix.bench.internal.noise;

import io.humhelix.bench.result.Issue;

/**
 * One sign of noise in one fork.
 *
 * @param flag which one
 * @param fork number of the fork
 * @param size how bad it is, to find the worst fork by
 * @param message what was found in this fork
 */
record NoiseFinding(NoiseFlag flag, int fork, double size, String message) {

  Issue issue() {
    return flag.issue("fork " + fork + ": " + message);
  }
}
