/**
 * Noise flags: what makes the numbers of a fork or run config doubtful, found in its trials and in
 * samples of the machine. Flags are issues in the results; they never exclude a number.
 */
package io.humhelix.bench.internal.noise;
