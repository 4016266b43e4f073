package io.humhelix.bench.internal.scenario;

/** Hands out the calls of a trial to its lanes: what makes one scenario different from another. */
interface CallSource {

  /** Begins the trial. */
  void start(long origin);

  /**
   * Takes the next calls; may wait until there are any.
   *
   * @param batch where the next calls are put
   * @param free when the lane became free, on the clock
   * @param most how many the lane can take in one call of the system
   * @return false if the trial is over for this lane
   */
  boolean next(CallBatch batch, long free, int most);

  /** Takes note that calls have ended. */
  void ended(CallBatch batch, long end);

  /** Returns the clip of a call. */
  int clip(int call);

  /** Returns whether everything was handed out that was to be; false if it was cut short. */
  boolean finished();

  /** Returns how many calls were to be made that nobody took. */
  int left();
}
