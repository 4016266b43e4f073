package io.humhelix.bench.store;

import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;

/**
 * What is made again of a run that is copied by {@link RunCopy}: nothing that was measured. Called
 * in the order of the file.
 */
public interface RunChange {

  /**
   * Returns what tells this change from others, so that the same change of a run is the same run.
   *
   * @return any text
   */
  String key();

  /**
   * Changes what was asked for.
   *
   * @param definition of the run, or of a part that was resumed
   * @return the definition of the copy
   */
  BenchmarkDefinition definition(BenchmarkDefinition definition);

  /**
   * Changes a trial.
   *
   * @param runConfig what is known of its run config: trials of it as they were, the workload of
   *     the copy
   * @param trial the trial as it was
   * @return with the same calls and texts
   */
  TrialResult trial(RunConfigResult runConfig, TrialResult trial);

  /**
   * Changes how a run config ended.
   *
   * @param stored as it was, on the workload of the copy
   * @param changed the same with the changed trials, as far as they come before this record
   * @return with the changed trials
   */
  RunConfigResult runConfig(RunConfigResult stored, RunConfigResult changed);

  /**
   * Returns the normaliser of a trial's texts.
   *
   * @param runConfig its run config
   * @param trial a changed trial
   * @return ids and versions, as in {@code english-1}
   */
  String normalizer(RunConfigResult runConfig, TrialResult trial);

  /**
   * Returns what a reader of the copy must know.
   *
   * @param runId of the original
   * @return a note
   */
  Issue note(String runId);
}
