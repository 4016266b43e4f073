/**
 * Stored trials, grouped: means by keys as hum-helix's dashboard has them, and who is fastest and
 * most accurate among what is comparable. {@link io.humhelix.bench.summary.TrialSummary} is the way
 * in.
 */
package io.humhelix.bench.summary;
