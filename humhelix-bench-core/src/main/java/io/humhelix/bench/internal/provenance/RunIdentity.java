package io.humhelix.bench.internal.provenance;

import java.time.Instant;
import java.util.UUID;

/**
 * What tells a run from every other one.
 *
 * @param runId 32 hexadecimal digits
 * @param startedAt wall-clock time
 */
public record RunIdentity(String runId, Instant startedAt) {

  /** Makes a new one. */
  public static RunIdentity create() {
    return new RunIdentity(UUID.randomUUID().toString().replace("-", ""), Instant.now());
  }
}
