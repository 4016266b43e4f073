package io.humhelix.bench.internal.scenario;

/**
 * Independent random streams from the stored seed of a run: the order of clips, their arrival times
 * and the offsets of speakers do not depend on each other.
 */
public final class Seeds {

  /** What a random stream decides. */
  enum Purpose {
    CLIP_ORDER,
    ARRIVALS,
    PHASES
  }

  private Seeds() {}

  /** Returns the seed of a trial; its number is unique in the run. */
  public static long ofTrial(long runSeed, long number) {
    return mix(mix(runSeed) + number);
  }

  static long of(long trialSeed, Purpose purpose) {
    return mix(trialSeed + mix(purpose.ordinal() + 1L));
  }

  /**
   * The finaliser of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
   * generators", OOPSLA 2014), which turns neighbouring seeds into unrelated ones.
   */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
