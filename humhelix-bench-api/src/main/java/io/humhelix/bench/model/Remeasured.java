package io.humhelix.bench.model;

import java.util.Objects;
import java.util.Optional;

/**
 * What makes a run config a system of a baseline that is measured again: in the same blocks as one
 * that is compared with it, so that both had the same machine.
 *
 * @param runId of the baseline's run
 * @param runConfigId of the system in that run
 * @param label system and workload in that run
 * @param counterpart id of the run config that is compared with it, in the run that it is measured
 *     in
 * @param engine name of its engine in the baseline; empty if the baseline does not tell
 * @param engineVersion version of its engine in the baseline; empty if the baseline does not tell
 */
public record Remeasured(
    String runId,
    String runConfigId,
    String label,
    String counterpart,
    Optional<String> engine,
    Optional<String> engineVersion) {
  public Remeasured {
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(runConfigId, "runConfigId");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(counterpart, "counterpart");
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(engineVersion, "engineVersion");
  }
}
