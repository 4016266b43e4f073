/**
 * Noise flags: what makes the numbers of a fork or run config doubtful, found in the trials
 * themselves and in what was sampled beside them. Flags are issues of the results; they never leave
 * a number out.
 */
package io.humhelix.bench.internal.noise;
