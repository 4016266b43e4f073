/**
 * Executes runs, on the harness' side: blocks of forks in random order, the trials of each fork,
 * what becomes of their results. Where a system under test runs is behind {@link
 * io.humhelix.bench.internal.run.Fork}: in this process, or in one of its own.
 */
package io.humhelix.bench.internal.run;
