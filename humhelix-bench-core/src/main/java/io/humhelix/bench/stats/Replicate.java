package io.humhelix.bench.stats;

/** What an estimate counts as independent: the unit whose number decides how much is known. */
public enum Replicate {
  /** A fresh process with a freshly loaded model. */
  FORK,
  /** One fork of either side, next to each other in time: a block of the run. */
  FORK_PAIR,
  /** The clips of one speaker or one recording. */
  CLIP_BLOCK,
  /** One call, taken as independent of its neighbours. */
  CALL,
  /** One run on one day. */
  RUN
}
