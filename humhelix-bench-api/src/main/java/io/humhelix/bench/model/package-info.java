/**
 * What to measure: definitions, systems under test, workloads, run configs and policies. Immutable
 * and thread-safe; no I/O.
 */
package io.humhelix.bench.model;
