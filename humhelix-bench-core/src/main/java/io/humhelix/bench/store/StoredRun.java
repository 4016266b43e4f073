package io.humhelix.bench.store;

import io.humhelix.bench.result.RunResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A run on disk, with what it takes to go on with it.
 *
 * @param file its results file
 * @param run what is in it
 * @param spent how long the forks of a run config took, cool-down left out: by the run config's id
 *     and the fork's number; of a fork that was killed, what its trials tell
 * @param finished ids of the run configs that ended and were not cancelled
 * @param complete whether the run ended and was not cancelled
 * @param place where the next record goes
 * @param remeasured what it measures again of a baseline, if it has one
 */
public record StoredRun(
    Path file,
    RunResult run,
    Map<String, Map<Integer, Duration>> spent,
    Set<String> finished,
    boolean complete,
    Place place,
    Optional<RemeasuredBaseline> remeasured) {

  /**
   * The end of a results file.
   *
   * @param bytes how long the file was when it was read
   * @param intactBytes how much of it are whole records
   * @param nextSeq number of the next record
   */
  public record Place(long bytes, long intactBytes, long nextSeq) {}

  public StoredRun {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(remeasured, "remeasured");
    spent = Map.copyOf(spent);
    finished = Set.copyOf(finished);
  }

  /**
   * Returns the time that a run config took.
   *
   * @param runConfigId its id
   * @return by the number of the fork; empty if it never began
   */
  public Map<Integer, Duration> spentOn(String runConfigId) {
    return spent.getOrDefault(runConfigId, Map.of());
  }
}
