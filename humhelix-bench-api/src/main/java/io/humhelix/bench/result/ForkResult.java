package io.humhelix.bench.result;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of a fork: one load of a run config's system under test, in a worker process of its
 * own or, without isolation, in the process of the harness.
 *
 * @param runConfigId its run config
 * @param fork its number from 1; a block is one fork of every run config, so it is the block's too
 * @param status OK if it completed all planned trials and ended cleanly
 * @param isolated whether it had a process of its own
 * @param startedAt wall-clock time to the millisecond, for information only
 * @param startNanos from the start of the process until it answered; 0 without a process. Like
 *     {@code endNanos} a price of isolation, in no metric
 * @param loadNanos model load; 0 if the model was never loaded
 * @param endNanos from the request to close the system until its process was gone
 * @param issues what a reader should know
 * @param failure why it failed; empty otherwise
 * @param artifacts files that it left: its output, crash dumps
 */
public record ForkResult(
    String runConfigId,
    int fork,
    TrialStatus status,
    boolean isolated,
    Instant startedAt,
    long startNanos,
    long loadNanos,
    long endNanos,
    List<Issue> issues,
    Optional<Failure> failure,
    List<Artifact> artifacts) {

  public ForkResult {
    Objects.requireNonNull(runConfigId, "runConfigId");
    Objects.requireNonNull(status, "status");
    startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
    Objects.requireNonNull(failure, "failure");
    issues = List.copyOf(issues);
    artifacts = List.copyOf(artifacts);
    if (fork < 1) {
      throw new IllegalArgumentException("fork " + fork + "; allowed: 1 or more");
    }
  }
}
