package io.humhelix.bench.internal.measure;

import io.humhelix.bench.result.TrialKind;

/**
 * A trial's place in its fork.
 *
 * @param kind its role in the fork
 * @param number its number within its kind, from 1
 * @param pass 0 for the first pass over the workload, whose first clip is the first call and whose
 *     others are a warm-up trial, in the workload's order; from 1 for later ones, in random order
 */
public record TrialSlot(TrialKind kind, int number, int pass) {}
