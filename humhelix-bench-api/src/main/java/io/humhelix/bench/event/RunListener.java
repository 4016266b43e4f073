package io.humhelix.bench.event;

/**
 * Watches a run. Events come one at a time, from the thread of the harness, never during a timed
 * call. Order: {@code runStarted}; per fork {@code forkStarted}, then {@code trialStarted} and
 * {@code trialFinished} per trial, then {@code forkFinished}; {@code runFinished}. The forks of a
 * run config are interleaved with those of the others, block by block; {@code runConfigStarted}
 * comes before its first fork and {@code runConfigFinished} after its last. A refused run config
 * only has {@code runConfigFinished}. {@code progressed} comes at least after every trial, and
 * before one. {@code issueRaised} may come at any time between start and end.
 *
 * <p>A listener cannot break a run: its exceptions are logged and dropped. It should return
 * quickly, since the next trial waits for it.
 */
public interface RunListener {

  /**
   * Everything is checked, and measuring begins.
   *
   * @param event the run and its plan
   */
  default void runStarted(RunEvents.RunStarted event) {}

  /**
   * A run config is about to be executed for the first time.
   *
   * @param event the run config
   */
  default void runConfigStarted(RunEvents.RunConfigStarted event) {}

  /**
   * A fork is about to wait for the machine to become idle and cool. Comes only where the
   * definition has a cool-down, before {@code forkStarted}.
   *
   * @param event the fork, and how long it may wait
   */
  default void coolingDown(RunEvents.CoolingDown event) {}

  /**
   * A model is about to be loaded in a fresh fork.
   *
   * @param event the fork
   */
  default void forkStarted(RunEvents.ForkStarted event) {}

  /**
   * A fork ended.
   *
   * @param event its result
   */
  default void forkFinished(RunEvents.ForkFinished event) {}

  /**
   * A trial begins.
   *
   * @param event the trial
   */
  default void trialStarted(RunEvents.TrialStarted event) {}

  /**
   * A trial ended, and is on disk if the run has an output folder.
   *
   * @param event its result
   */
  default void trialFinished(RunEvents.TrialFinished event) {}

  /**
   * A run config is finished, or was refused.
   *
   * @param event its result
   */
  default void runConfigFinished(RunEvents.RunConfigFinished event) {}

  /**
   * Something that a reader of the results should know.
   *
   * @param event the issue
   */
  default void issueRaised(RunEvents.IssueRaised event) {}

  /**
   * Reports the progress of the run.
   *
   * @param event done, total and an estimate of the time left
   */
  default void progressed(RunEvents.Progressed event) {}

  /**
   * The run ended, cancelled or not.
   *
   * @param event its result
   */
  default void runFinished(RunEvents.RunFinished event) {}
}
