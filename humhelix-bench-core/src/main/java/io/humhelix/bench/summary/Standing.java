package io.humhelix.bench.summary;

import io.humhelix.bench.stats.Estimate;
import java.util.Objects;
import java.util.Optional;

/**
 * How a contender stands to the best one.
 *
 * @param told what can be said of it
 * @param estimate of speed, how many times as long as the fastest it takes; of errors, how much
 *     higher its rate is, as a fraction; over the forks or clips that decide. Empty for the best
 *     one, and where there is nothing to compare
 */
public record Standing(Told told, Optional<Estimate> estimate) {

  /** What can be said. */
  public enum Told {
    /** It is the one with the best number. */
    BEST,
    /** It is worse, and not by chance. */
    WORSE,
    /** It may be as good, or better. */
    NOT_TOLD,
    /** It is worse by no more than runs of one system differ, and was measured in other runs. */
    OTHER_RUNS,
    /** There are too few forks or clips to say. */
    TOO_FEW,
    /** Clips, references or counts are not there for both, or not the same. */
    NOT_COMPARABLE
  }

  /** The best one. */
  static final Standing FIRST = new Standing(Told.BEST, Optional.empty());

  static final Standing NOT_COMPARABLE = new Standing(Told.NOT_COMPARABLE, Optional.empty());

  public Standing {
    Objects.requireNonNull(told, "told");
    Objects.requireNonNull(estimate, "estimate");
  }

  static Standing of(Told told, Estimate estimate) {
    return new Standing(told, Optional.of(estimate));
  }

  /**
   * Returns the level at which each of some is compared with the best one, so that all of them
   * together are told wrongly as rarely as one would be (Bonferroni).
   *
   * @param contenders how many there are, 2 or more
   */
  static double level(int contenders) {
    return 1 - (1 - Estimate.LEVEL) / (contenders - 1);
  }
}
