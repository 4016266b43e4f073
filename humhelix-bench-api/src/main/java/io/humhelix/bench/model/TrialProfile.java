package io.humhelix.bench.model;

/**
 * Numbers of forks by purpose. On a quiet machine, a verdict on a change of 8 % needs about five
 * forks, on 5 % about ten. Four run configs of equal systems are all shown to be equal within 5 %
 * in 74 % of comparisons with five forks, in nearly all with ten.
 */
public enum TrialProfile {
  /** For a first look, and for finding large changes: 5 forks. The default. */
  QUICK("quick", 5),
  /** For decisions: 10 forks. */
  STANDARD("standard", 10),
  /** For numbers that others quote: 20 forks, in two sessions or more. */
  PUBLISH("publish", 20);

  private final String word;
  private final int forks;

  TrialProfile(String word, int forks) {
    this.word = word;
    this.forks = forks;
  }

  /**
   * Returns the word of definition files.
   *
   * @return for example {@code quick}
   */
  public String word() {
    return word;
  }

  /**
   * Returns the number of forks per run config.
   *
   * @return 3 or more
   */
  public int forks() {
    return forks;
  }
}
