package io.humhelix.bench.internal.scenario;

/**
 * The clips that a lane hands over next, in one call of the system. One object per lane: taking the
 * next batch allocates nothing.
 */
final class CallBatch {

  /** Due when the call is made: the source sets no time. */
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
   * When the trial's audio ends, on the clock, for a clip that goes on beyond that and is then
   * abandoned; otherwise the end of time.
   */
  long until = Long.MAX_VALUE;
}
