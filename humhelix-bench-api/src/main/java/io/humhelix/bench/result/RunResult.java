package io.humhelix.bench.result;

import io.humhelix.bench.model.BenchmarkDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The results of one run of the harness.
 *
 * @param runId 32 hexadecimal digits, new for every run
 * @param definition what was to be measured
 * @param provenance what is needed to repeat it
 * @param startedAt wall-clock time to the millisecond, for information only
 * @param duration how long the run took, from the monotonic clock
 * @param cancelled whether it was cancelled before its end
 * @param runConfigs one per run config, in the order of the definition; then the systems of a
 *     baseline that were measured again, if any
 * @param issues issues of the run as a whole
 * @param resultsFile where it is stored; empty if no output folder was given
 * @param artifacts files left beside it
 */
public record RunResult(
    String runId,
    BenchmarkDefinition definition,
    Provenance provenance,
    Instant startedAt,
    Duration duration,
    boolean cancelled,
    List<RunConfigResult> runConfigs,
    List<Issue> issues,
    Optional<Path> resultsFile,
    List<Artifact> artifacts) {

  public RunResult {
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(definition, "definition");
    Objects.requireNonNull(provenance, "provenance");
    startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
    Objects.requireNonNull(duration, "duration");
    Objects.requireNonNull(resultsFile, "resultsFile");
    runConfigs = List.copyOf(runConfigs);
    issues = List.copyOf(issues);
    artifacts = List.copyOf(artifacts);
  }

  /**
   * Returns whether every run config that the definition asks for was measured and is valid.
   *
   * @return false if one was refused, failed, is invalid or was cancelled
   */
  public boolean allOk() {
    return !cancelled && candidates().stream().allMatch(r -> r.status() == TrialStatus.OK);
  }

  /**
   * Returns the results of the run configs that the definition asks for.
   *
   * @return all but the systems of a baseline that were measured again
   */
  public List<RunConfigResult> candidates() {
    return runConfigs.stream().filter(one -> one.runConfig().remeasured().isEmpty()).toList();
  }

  /**
   * Returns the results of the systems of a baseline that were measured again.
   *
   * @return none if the run was not compared, or nothing of the baseline was to be had
   */
  public List<RunConfigResult> remeasured() {
    return runConfigs.stream().filter(one -> one.runConfig().remeasured().isPresent()).toList();
  }

  /**
   * Returns this run with other results in it.
   *
   * @param others one per run config, in their order
   * @return a copy; all else stays
   */
  public RunResult withRunConfigs(List<RunConfigResult> others) {
    return new RunResult(
        runId,
        definition,
        provenance,
        startedAt,
        duration,
        cancelled,
        others,
        issues,
        resultsFile,
        artifacts);
  }

  /**
   * Compares this run with an earlier one.
   *
   * @param baseline what to compare with, such as {@code Baseline.named("main")}
   * @param <C> what a comparison comes to
   * @return the verdicts
   */
  public <C> C compareWith(RunBaseline<C> baseline) {
    return baseline.compare(this);
  }

  /**
   * Returns a few lines for logs and failed tests, without texts and times.
   *
   * @return the run, then a line for each run config with the reason if it is not OK
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("run ").append(runId).append(" of ");
    text.append(definition.name()).append(cancelled ? ", cancelled" : "");
    resultsFile.ifPresent(file -> text.append(", in ").append(file));
    runConfigs.forEach(config -> text.append("\n  ").append(config));
    return text.toString();
  }
}
