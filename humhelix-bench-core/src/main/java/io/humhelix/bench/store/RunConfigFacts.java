package io.humhelix.bench.store;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.EffectiveSut;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the trials of one run config have in common: the system under test, and what it was given.
 * What a file does not say is empty; hum-helix's own files name neither system nor backend, options
 * or workload.
 *
 * @param id the run config's id; empty in hum-helix's files
 * @param label system and workload, for people
 * @param system name of the system under test
 * @param backend the backend's id
 * @param model as the definition has it
 * @param computeType the definition's word
 * @param device as the definition has it
 * @param options as the definition has them
 * @param workload what it had to do
 * @param beamSize beams of the search, 1 for greedy; empty where nobody says, although hum-helix's
 *     key of that name is 1 in the file then
 * @param effective what was in effect; empty where a trial never got so far
 * @param normalizer id of the normaliser of error rates
 * @param remeasured whether it is a system of the baseline, measured again, and no candidate
 */
public record RunConfigFacts(
    String id,
    String label,
    String system,
    String backend,
    String model,
    String computeType,
    String device,
    Options options,
    WorkloadFacts workload,
    OptionalLong beamSize,
    Optional<EffectiveSut> effective,
    String normalizer,
    boolean remeasured) {

  public RunConfigFacts {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(system, "system");
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(computeType, "computeType");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(workload, "workload");
    Objects.requireNonNull(beamSize, "beamSize");
    Objects.requireNonNull(effective, "effective");
    Objects.requireNonNull(normalizer, "normalizer");
  }
}
