package io.humhelix.bench.event;

/**
 * Watches a run. Events come one after the other, from the thread that runs the harness, never
 * within a timed call. Order: {@code runStarted}; per fork {@code forkStarted}, then {@code
 * trialStarted} and {@code trialFinished} per trial, then {@code forkFinished}; {@code
 * runFinished}. The forks of a run config are interleaved with those of the others, block by block;
 * {@code runConfigStarted} comes before its first fork and {@code runConfigFinished} after its
 * last. A refused run config has a {@code runConfigFinished} alone. {@code progressed} comes at
 * least after every trial. {@code issueRaised} may come at any time between start and end.
 *
 * <p>A listener cannot break a run: what it throws is logged and dropped. It should return soon,
 * since the next trial waits for it.
 */
public interface RunListener {

  /**
   * Everything is checked, and measuring begins.
   *
   * @param event run and plan
   */
  default void runStarted(RunEvents.RunStarted event) {}

  /**
   * A run config is about to be executed for the first time.
   *
   * @param event which run config
   */
  default void runConfigStarted(RunEvents.RunConfigStarted event) {}

  /**
   * A model is about to be loaded in a fresh fork.
   *
   * @param event which one
   */
  default void forkStarted(RunEvents.ForkStarted event) {}

  /**
   * A fork ended.
   *
   * @param event what became of it
   */
  default void forkFinished(RunEvents.ForkFinished event) {}

  /**
   * A trial begins.
   *
   * @param event which one
   */
  default void trialStarted(RunEvents.TrialStarted event) {}

  /**
   * A trial ended, and is on disk if the run has an output folder.
   *
   * @param event its result
   */
  default void trialFinished(RunEvents.TrialFinished event) {}

  /**
   * A run config is through, or was refused.
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
   * How far the run has come.
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
