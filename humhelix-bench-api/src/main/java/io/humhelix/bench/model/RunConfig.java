package io.humhelix.bench.model;

import java.util.Objects;
import java.util.Optional;

/**
 * One system under test on one workload with one set of parameters. A matrix expands to run
 * configs; each has its trials.
 *
 * @param id stable identifier: 12 hexadecimal digits of a hash over everything requested, the same
 *     in every run of the same definition
 * @param sut the system under test
 * @param workload its input
 * @param remeasured which system of a baseline it is; empty for what the definition asks for
 */
public record RunConfig(
    String id, SutSpec sut, Workload workload, Optional<Remeasured> remeasured) {

  public RunConfig {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(sut, "sut");
    Objects.requireNonNull(workload, "workload");
    Objects.requireNonNull(remeasured, "remeasured");
  }

  /**
   * Creates a run config that the definition asks for.
   *
   * @param id stable identifier
   * @param sut the system under test
   * @param workload its input
   */
  public RunConfig(String id, SutSpec sut, Workload workload) {
    this(id, sut, workload, Optional.empty());
  }

  /**
   * Returns a readable name.
   *
   * @return system and workload, as in {@code tiny.en q5_1 / librivox}
   */
  public String label() {
    return sut.name() + " / " + workload.name();
  }
}
