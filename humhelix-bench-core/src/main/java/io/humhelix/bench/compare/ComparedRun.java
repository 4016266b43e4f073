package io.humhelix.bench.compare;

import io.humhelix.bench.result.RunResult;

/**
 * A run, and the conditions that its run configs have in common.
 *
 * @param run as it was measured or read
 * @param conditions made once, since a run may have thousands of run configs
 */
record ComparedRun(RunResult run, Conditions conditions) {

  static ComparedRun of(RunResult run) {
    return new ComparedRun(run, Conditions.of(run.definition(), run.provenance()));
  }
}
