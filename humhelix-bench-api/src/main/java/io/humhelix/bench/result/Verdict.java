package io.humhelix.bench.result;

/** The outcome of comparing a candidate with a baseline in one metric, given a tolerance. */
public enum Verdict {
  /** The whole interval of the change is worse than the tolerance. */
  REGRESSION,
  /** The whole interval of the change is better than the tolerance. */
  IMPROVEMENT,
  /** The whole interval lies within the tolerance: shown to be equal, not merely not different. */
  EQUIVALENT,
  /**
   * The same texts on these clips, which are too few to show that the error rates are equal on
   * others. It passes, and says how large a change would be missed.
   */
  SAME_TEXTS,
  /** The interval reaches across the tolerance: more forks are needed. */
  INCONCLUSIVE,
  /** Model, audio, device or normaliser differ: there is nothing to compare. */
  NOT_COMPARABLE,
  /** One side has no valid trials. */
  INVALID,
  /** Faster, but with more errors. */
  TRADE_OFF,
  /** Of failures and memory: not shown to be more, which passes. */
  NOT_SHOWN
}
