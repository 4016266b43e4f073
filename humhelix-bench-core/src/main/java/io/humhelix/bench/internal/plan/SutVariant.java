package io.humhelix.bench.internal.plan;

import io.humhelix.bench.model.SutSpec;
import java.util.Map;
import java.util.Optional;

/**
 * A system after the matrix was applied.
 *
 * @param origin name of the system that was varied
 * @param spec the varied system, with a name of its own
 * @param onlyWorkload the one workload that an include entry names
 */
record SutVariant(String origin, SutSpec spec, Optional<String> onlyWorkload) {

  boolean runsOn(String workload) {
    return onlyWorkload.isEmpty() || onlyWorkload.get().equals(workload);
  }

  /** Returns whether every key of an exclude entry agrees with this system on that workload. */
  boolean agreesWith(Map<String, Object> entry, String workload) {
    return entry.entrySet().stream()
        .allMatch(
            e ->
                switch (e.getKey()) {
                  case MatrixKeys.SUT -> origin.equals(e.getValue().toString());
                  case MatrixKeys.WORKLOAD -> workload.equals(e.getValue().toString());
                  default -> MatrixKeys.has(spec, e.getKey(), e.getValue());
                });
  }
}
