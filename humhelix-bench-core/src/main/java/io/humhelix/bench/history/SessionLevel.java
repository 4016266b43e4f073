package io.humhelix.bench.history;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The level of one run config in one run. Times, throughput and peaks are geometric means of fork
 * medians, as a run's table has them; error rates are means over the valid trials, memory is the
 * largest value of them.
 *
 * @param runId of the run; empty for hum-helix's files, each of which is a session
 * @param file its results file
 * @param startedAt start of the run; of a file that does not say it, the time in its name, or empty
 * @param level in the metric's unit; empty without a valid trial that has the metric: a gap
 * @param lowestFork level of the fork that has the lowest; empty below two forks
 * @param highestFork level of the fork that has the highest; empty below two forks
 * @param forks worker processes with valid trials; 0 for hum-helix's files
 * @param trials measured trials of every status; 0 for a run config that was never measured
 * @param valid valid ones
 */
public record SessionLevel(
    String runId,
    Path file,
    Optional<Instant> startedAt,
    OptionalDouble level,
    OptionalDouble lowestFork,
    OptionalDouble highestFork,
    int forks,
    long trials,
    long valid) {

  public SessionLevel {
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(lowestFork, "lowestFork");
    Objects.requireNonNull(highestFork, "highestFork");
  }
}
