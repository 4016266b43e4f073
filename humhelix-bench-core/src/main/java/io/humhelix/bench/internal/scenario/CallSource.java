package io.humhelix.bench.internal.scenario;

/** Hands out the calls of a trial to its lanes; scenarios differ in their source. */
interface CallSource {

  /** Begins the trial. */
  void start(long origin);

  /**
   * Takes the next calls; may wait until there are any.
   *
   * @param batch where the next calls are put
   * @param free when the lane became free, on the clock
   * @param most largest number for one call of the system
   * @return false if the trial is over for this lane
   */
  boolean next(CallBatch batch, long free, int most);

  /** Records that calls have ended. */
  void ended(CallBatch batch, long end);

  /** Returns the clip of a call. */
  int clip(int call);

  /** Returns whether all planned calls were handed out; false if the trial was cut short. */
  boolean finished();

  /** Returns the calls of the whole trial; those so far where its end is a matter of time. */
  int planned();

  /** Returns how many planned calls no lane took. */
  int left();
}
