package io.humhelix.bench.compare;

/** Why a verdict is what it is. */
public enum Reason {
  /** The whole interval is worse than the tolerance. */
  WORSE_THAN_TOLERANCE,
  /** The whole interval is better than the tolerance. */
  BETTER_THAN_TOLERANCE,
  /** The whole interval is within the tolerance. */
  WITHIN_TOLERANCE,
  /** Too few forks or blocks of clips for an interval. */
  TOO_FEW_REPLICATES,
  /** The interval reaches across the tolerance. */
  INTERVAL_ACROSS_TOLERANCE,
  /** Too many forks had not come to rest, or they have a step in common. */
  NOT_STEADY,
  /** The sides differ in more than what is compared. */
  DIFFERENT_CONDITIONS,
  /** A side has no valid trials. */
  NO_VALID_TRIALS,
  /** Texts of a side are in records that are damaged or missing. */
  TEXTS_LOST,
  /** The same texts of too few words, or of too few speakers, to show equality on other clips. */
  SAME_TEXTS_OF_TOO_FEW_WORDS,
  /** Faster, but with more errors. */
  MORE_ERRORS,
  /**
   * {@code noisy-machine}: the machine disturbed a side, and the change is not beyond what that can
   * explain.
   */
  NOISY_MACHINE,
  /**
   * Worse than the tolerance, but by less than twice of it, across two runs whose host has no known
   * floor.
   */
  ACROSS_RUNS,
  /** Failures are more frequent than chance explains. */
  MORE_FAILURES,
  /** A kind of failure is new, and chance explains its number. */
  NEW_FAILURE,
  /** Chance explains how many failures there are, and none is of a new kind. */
  FAILURES_NOT_SHOWN,
  /** Memory may be more or less than before; it is not shown to be more than the tolerance. */
  MEMORY_NOT_SHOWN
}
