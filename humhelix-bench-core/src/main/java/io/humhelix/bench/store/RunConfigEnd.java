package io.humhelix.bench.store;

import java.util.Objects;

/**
 * How a run config ended; one that was refused has no trial.
 *
 * @param run facts of the run
 * @param id the run config's id
 * @param label system and workload, for people
 * @param status such as {@code OK} or {@code REFUSED}, also one of a later version
 * @param errorUnit {@code word} or {@code character}: what decides how good texts are; empty in
 *     files of earlier versions
 * @param remeasured whether it is a system of the baseline, measured again, and no candidate
 */
public record RunConfigEnd(
    RunFacts run, String id, String label, String status, String errorUnit, boolean remeasured) {

  public RunConfigEnd {
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(errorUnit, "errorUnit");
  }
}
