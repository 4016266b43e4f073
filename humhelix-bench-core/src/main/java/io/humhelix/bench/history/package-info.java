/**
 * One metric of a run config over many runs of one host: since when it is worse, what else changed
 * there, and whether the newest run is as expected. {@link io.humhelix.bench.history.History} is
 * the way in.
 */
package io.humhelix.bench.history;
