/**
 * The statistics of benchmarks: pure functions over numbers. No clock and no state. Random methods
 * take a seed: the same input and seed give the same result.
 *
 * <p><b>What is a replicate.</b> The fork: a fresh process with a freshly loaded model. Not the
 * trial: trials of one fork share its memory layout, compiled code and place in time, and pooling
 * them would claim too much precision (Georges, Buytaert and Eeckhout, "Statistically rigorous Java
 * performance evaluation", OOPSLA 2007; Kalibera and Jones, "Rigorous benchmarking in reasonable
 * time", ISMM 2013). A fork is reduced to one number, the median of the logarithms of its trials,
 * and Student's t is applied to these ({@link io.humhelix.bench.stats.GeometricMean}, {@link
 * io.humhelix.bench.stats.Ratio}). For error rates of texts the replicate is the speaker or
 * recording ({@link io.humhelix.bench.stats.ErrorRate}, {@link
 * io.humhelix.bench.stats.BlockJackknife}).
 *
 * <p><b>What a number carries.</b> An {@link io.humhelix.bench.stats.Estimate} has its interval,
 * the level, the counts and the method, or the reason why there is no interval. Too few replicates
 * give no interval rather than a wrong one.
 *
 * <p>The tests of this package simulate what the methods promise, such as a false alarm in at most
 * 5 % of comparisons of equals, with the usual mistakes as negative controls.
 */
package io.humhelix.bench.stats;
