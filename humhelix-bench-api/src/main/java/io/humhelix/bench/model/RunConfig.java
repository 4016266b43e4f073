package io.humhelix.bench.model;

import java.util.Objects;

/**
 * One system under test on one workload with one set of parameters. A matrix expands to run
 * configs; each has its trials.
 *
 * @param id stable identifier: 12 hexadecimal digits of a hash over everything requested, the same
 *     in every run of the same definition
 * @param sut the system under test
 * @param workload its input
 */
public record RunConfig(String id, SutSpec sut, Workload workload) {

  public RunConfig {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(sut, "sut");
    Objects.requireNonNull(workload, "workload");
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
