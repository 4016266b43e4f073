/**
 * Noise flags: what makes the numbers of a fork or run config doubtful, found in its trials and in
 * samples of the machine. Flags are issues in the results, and take no number out of them; a
 * comparison may leave the forks out that have one.
 */
package io.humhelix.bench.internal.noise;
