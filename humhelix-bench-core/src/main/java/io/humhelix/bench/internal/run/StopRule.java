package io.humhelix.bench.internal.run;

import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.TrialResult;
import java.util.List;

/**
 * Decides whether a run config has been measured well enough. Asked between blocks, never within
 * one; the number of forks of the definition stays the most. A rule that looks at whether a
 * difference is significant has no place here: stopping on that makes one of nothing.
 */
@FunctionalInterface
public interface StopRule {

  /** All forks of the definition, whatever comes out. */
  StopRule FIXED = (runConfig, trials, forks) -> false;

  /**
   * Decides.
   *
   * @param runConfig the run config
   * @param trials all its trials so far
   * @param forks how many forks have been executed
   */
  boolean enough(RunConfig runConfig, List<TrialResult> trials, int forks);
}
