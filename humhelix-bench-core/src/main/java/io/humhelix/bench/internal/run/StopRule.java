package io.humhelix.bench.internal.run;

import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.TrialResult;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a run config has been measured well enough. Asked between blocks, never within
 * one; the number of forks of the definition stays the most. A rule that looks at whether a
 * difference is significant has no place here: stopping on that makes one of nothing.
 */
@FunctionalInterface
public interface StopRule {

  /** All forks of the definition, whatever comes out. */
  StopRule FIXED = (trials, forks) -> Optional.empty();

  /**
   * Decides. The same trials have the same answer, so that a resumed run stops where the
   * uninterrupted one would have.
   *
   * @param trials all trials of the run config so far
   * @param forks how many forks have been executed, failed ones included
   * @return why no further fork is wanted; empty while more are
   */
  Optional<Issue> enough(List<TrialResult> trials, int forks);
}
