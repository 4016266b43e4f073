package io.humhelix.bench.internal.run;

import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.TrialResult;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a run config has been measured well enough. Asked between blocks, never within
 * one; it never asks for more forks than the definition. No rule may look at whether a difference
 * is significant: stopping at that moment would produce false differences.
 */
@FunctionalInterface
public interface StopRule {

  /** All forks of the definition, whatever their results. */
  StopRule FIXED = (trials, forks) -> Optional.empty();

  /**
   * Decides. The same trials give the same answer, so that a resumed run stops where an
   * uninterrupted one would have.
   *
   * @param trials all trials of the run config so far
   * @param forks how many forks have been executed, failed ones included
   * @return why no further fork is wanted; empty while more are
   */
  Optional<Issue> enough(List<TrialResult> trials, int forks);
}
