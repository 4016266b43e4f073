package io.humhelix.bench.model;

import java.util.Objects;

/**
 * One system under test on one workload with one set of parameters: what a matrix expands to, and
 * what trials are made of.
 *
 * @param id stable identifier: 12 hexadecimal digits of a hash over everything that was asked for,
 *     the same in every run of the same definition
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
   * Returns a name for people.
   *
   * @return system and workload, as in {@code tiny.en q5_1 / librivox}
   */
  public String label() {
    return sut.name() + " / " + workload.name();
  }
}
