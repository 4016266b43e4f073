package io.humhelix.bench.stats;

/**
 * How many values an estimate rests on.
 *
 * @param replicate what is counted
 * @param replicates how many, 0 or more; in a comparison, those of the candidate
 * @param baselineReplicates how many the baseline has; 0 if this is not a comparison
 * @param observations single values below the replicates on both sides, such as trials or words, 0
 *     or more
 */
public record SampleSize(
    Replicate replicate, int replicates, int baselineReplicates, long observations) {

  public SampleSize {
    if (replicates < 0 || baselineReplicates < 0 || observations < 0) {
      throw new IllegalArgumentException("a count is negative");
    }
  }

  /**
   * Describes the size of one sample.
   *
   * @param replicate what is counted
   * @param replicates how many, 0 or more
   * @param observations single values below them, 0 or more
   * @return a size without a baseline
   */
  public static SampleSize of(Replicate replicate, int replicates, long observations) {
    return new SampleSize(replicate, replicates, 0, observations);
  }

  /**
   * Returns the replicates of the smaller side.
   *
   * @return the number that limits what can be said
   */
  public int smallest() {
    return baselineReplicates == 0 ? replicates : Math.min(replicates, baselineReplicates);
  }
}
