/**
 * How well a text agrees with what was said: text normalisers (each with an id and a version), the
 * word alignment of minimal edit distance, and word and character error rates.
 *
 * <p>Start at {@link io.humhelix.bench.accuracy.Scorer} for one clip and at {@link
 * io.humhelix.bench.accuracy.ErrorTotals} for a workload.
 */
package io.humhelix.bench.accuracy;
