package io.humhelix.bench.internal.scenario;

/**
 * Independent random streams from the one stored seed of a run: which clips come in which order,
 * when they arrive, and how speakers are set off against each other do not depend on one another.
 */
public final class Seeds {

  /** What a random stream decides. */
  enum Purpose {
    CLIP_ORDER,
    ARRIVALS,
    PHASES
  }

  private Seeds() {}

  /** Returns the seed of a trial; the number tells it from the others of its run. */
  public static long ofTrial(long runSeed, long number) {
    return mix(mix(runSeed) + number);
  }

  static long of(long trialSeed, Purpose purpose) {
    return mix(trialSeed + mix(purpose.ordinal() + 1L));
  }

  /**
   * The finaliser of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
   * generators", OOPSLA 2014), which makes unlike seeds of neighbouring ones.
   */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
