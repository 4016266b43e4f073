package io.humhelix.bench.internal.provenance;

import java.time.Instant;
import java.util.UUID;

/**
 * Identifies a run.
 *
 * @param runId 32 hexadecimal digits
 * @param startedAt wall-clock time
 */
public record RunIdentity(String runId, Instant startedAt) {

  /** Creates a new identity. */
  public static RunIdentity create() {
    return new RunIdentity(UUID.randomUUID().toString().replace("-", ""), Instant.now());
  }
}
