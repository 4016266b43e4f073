package io.humhelix.bench.store;

import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.result.Provenance;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What the first record of a results file tells.
 *
 * @param runId 32 hexadecimal digits in lower case, new for every run
 * @param startedAt wall-clock time, for the file's name and for information
 * @param definition what was asked for
 * @param provenance what is needed to repeat it
 * @param remeasured what is measured again of a baseline; empty without a baseline
 */
public record RunHeader(
    String runId,
    Instant startedAt,
    BenchmarkDefinition definition,
    Provenance provenance,
    Optional<RemeasuredBaseline> remeasured) {
  public RunHeader {
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(definition, "definition");
    Objects.requireNonNull(provenance, "provenance");
    Objects.requireNonNull(remeasured, "remeasured");
    if (!runId.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException(
          "run id '" + runId + "' is not 32 hexadecimal digits in lower case");
    }
  }

  /**
   * The header of a run that measures nothing again.
   *
   * @param runId 32 hexadecimal digits in lower case
   * @param startedAt wall-clock time
   * @param definition what was asked for
   * @param provenance what is needed to repeat it
   */
  public RunHeader(
      String runId, Instant startedAt, BenchmarkDefinition definition, Provenance provenance) {
    this(runId, startedAt, definition, provenance, Optional.empty());
  }
}
