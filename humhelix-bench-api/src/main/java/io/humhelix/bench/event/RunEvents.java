package io.humhelix.bench.event;

import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The events of a {@link RunListener}. */
public final class RunEvents {

  private RunEvents() {}

  /**
   * Measuring begins.
   *
   * @param runId the run
   * @param runConfigs what will be measured, in the order of execution, refused ones left out
   * @param seed seed of every random order
   * @param resultsFile where results are stored; empty if nowhere
   */
  public record RunStarted(
      String runId, List<RunConfig> runConfigs, long seed, Optional<Path> resultsFile) {
    public RunStarted {
      runConfigs = List.copyOf(runConfigs);
    }
  }

  /**
   * A run config is about to be executed for the first time.
   *
   * @param runConfig the run config
   */
  public record RunConfigStarted(RunConfig runConfig) {}

  /**
   * A model is about to be loaded in a fresh fork.
   *
   * @param runConfig the run config
   * @param fork number of the fork, and of the block that it belongs to, from 1
   * @param forks how many forks are planned
   */
  public record ForkStarted(RunConfig runConfig, int fork, int forks) {}

  /**
   * A fork ended, and nothing of its process is left.
   *
   * @param runConfig the run config
   * @param result what became of it
   */
  public record ForkFinished(RunConfig runConfig, ForkResult result) {}

  /**
   * A trial begins.
   *
   * @param runConfig its run config
   * @param kind which part it plays
   * @param fork number of the fork, from 1
   * @param trial number within its kind and fork, from 1
   */
  public record TrialStarted(RunConfig runConfig, TrialKind kind, int fork, int trial) {}

  /**
   * A trial ended.
   *
   * @param runConfig its run config
   * @param result its result
   */
  public record TrialFinished(RunConfig runConfig, TrialResult result) {}

  /**
   * A run config is through.
   *
   * @param result its result
   */
  public record RunConfigFinished(RunConfigResult result) {}

  /**
   * Something that a reader should know.
   *
   * @param runConfig what it concerns; empty for the run as a whole
   * @param issue the issue
   */
  public record IssueRaised(Optional<RunConfig> runConfig, Issue issue) {}

  /**
   * How far the run has come.
   *
   * @param done passes over a workload that are through
   * @param total passes that the plan has
   * @param elapsed since measuring began
   * @param left estimate of the time left; empty while there is nothing to base it on
   */
  public record Progressed(long done, long total, Duration elapsed, Optional<Duration> left) {}

  /**
   * The run ended.
   *
   * @param result its result
   */
  public record RunFinished(RunResult result) {}
}
