/** What was measured: metrics, trials, runs, issues and provenance. Immutable and thread-safe. */
package io.humhelix.bench.result;
