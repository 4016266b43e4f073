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
   * @param runConfigs the run configs to measure, in the order of execution, without refused ones
   * @param seed seed of every random order
   * @param resultsFile file of the results; empty if they are not stored
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
   * @param fork number of the fork and of its block, from 1
   * @param forks number of planned forks
   */
  public record ForkStarted(RunConfig runConfig, int fork, int forks) {}

  /**
   * A fork ended, and nothing of its process is left.
   *
   * @param runConfig the run config
   * @param result its result
   */
  public record ForkFinished(RunConfig runConfig, ForkResult result) {}

  /**
   * A trial begins.
   *
   * @param runConfig its run config
   * @param kind its kind
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
   * A run config is finished.
   *
   * @param result its result
   */
  public record RunConfigFinished(RunConfigResult result) {}

  /**
   * Something that a reader of the results should know.
   *
   * @param runConfig the run config that it concerns; empty for the whole run
   * @param issue the issue
   */
  public record IssueRaised(Optional<RunConfig> runConfig, Issue issue) {}

  /**
   * A fork waits until the machine is as idle and cool as at the start of the run.
   *
   * @param runConfig the run config whose fork waits
   * @param fork number of the fork, from 1
   * @param atMost longest wait
   */
  public record CoolingDown(RunConfig runConfig, int fork, Duration atMost) {}

  /**
   * Progress of the run.
   *
   * @param done finished passes over a workload
   * @param total planned passes
   * @param elapsed time since measuring began
   * @param timeLeft estimate of the time left, which can tell it for later moments too; empty while
   *     there is no basis for one
   */
  public record Progressed(long done, long total, Duration elapsed, Optional<TimeLeft> timeLeft) {

    /**
     * Returns the time left at the moment of the event.
     *
     * @return an estimate; empty while there is no basis for one
     */
    public Optional<Duration> left() {
      return timeLeft.map(estimate -> estimate.after(Duration.ZERO));
    }
  }

  /**
   * The run ended.
   *
   * @param result its result
   */
  public record RunFinished(RunResult result) {}
}
