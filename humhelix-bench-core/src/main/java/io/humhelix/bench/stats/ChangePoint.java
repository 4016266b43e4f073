package io.humhelix.bench.stats;

/**
 * A lasting change of level in a history.
 *
 * @param index of the first value on the new level
 * @param before mean of the values since the change before this one
 * @param after mean of the values up to the next change
 * @param p probability of such a split by chance
 */
public record ChangePoint(int index, double before, double after, double p) {}
