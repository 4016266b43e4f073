package io.humhelix.bench.internal.scenario;

/**
 * The calls that a lane makes next, in one call of the system. One object per lane, so that taking
 * the next batch allocates nothing.
 */
final class CallBatch {

  /** Due when the call is made: the source has no time of its own for it. */
  static final long NOW = Long.MIN_VALUE;

  /** Number of the first call. */
  int first;

  /** How many calls, of consecutive numbers, go into one call of the system. */
  int count;

  /** Number of the query. */
  int query;

  /** When they are due, on the clock, or {@link #NOW}. */
  long due;

  /**
   * When the trial has no more audio, on the clock, for a clip that is spoken beyond that and then
   * abandoned; else the end of time.
   */
  long until = Long.MAX_VALUE;
}
