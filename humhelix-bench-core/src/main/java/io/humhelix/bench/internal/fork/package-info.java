/**
 * The harness' side of worker processes: starts a fresh JVM for every fork, keeps its deadlines,
 * captures what it prints, finds out what it died of, and leaves nothing of it behind.
 */
package io.humhelix.bench.internal.fork;
