package io.humhelix.bench.store;

import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.result.Provenance;
import java.time.Instant;
import java.util.Objects;

/**
 * What the first record of a results file tells.
 *
 * @param runId 32 hexadecimal digits in lower case, new for every run
 * @param startedAt wall-clock time, for the file's name and for information
 * @param definition what was asked for
 * @param provenance what is needed to repeat it
 */
public record RunHeader(
    String runId, Instant startedAt, BenchmarkDefinition definition, Provenance provenance) {
  public RunHeader {
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(definition, "definition");
    Objects.requireNonNull(provenance, "provenance");
    if (!runId.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException(
          "run id '" + runId + "' is not 32 hexadecimal digits in lower case");
    }
  }
}
