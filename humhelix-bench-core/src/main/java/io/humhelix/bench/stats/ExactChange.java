package io.humhelix.bench.stats;

/**
 * The change of what does not vary by chance, such as the memory that a model takes: the largest
 * value of either side is compared, and any difference is one.
 */
public final class ExactChange {

  private ExactChange() {}

  /**
   * Compares the largest values.
   *
   * @param baseline values of the baseline, at least one
   * @param candidate values of the candidate, at least one
   * @return candidate - baseline, in the values' unit, with an interval of no width at level 1
   * @throws IllegalArgumentException if a side is empty
   */
  public static Estimate ofMaximum(Sample baseline, Sample candidate) {
    if (baseline.size() == 0 || candidate.size() == 0) {
      throw new IllegalArgumentException("a side has no values");
    }
    double change = candidate.maximum().orElseThrow() - baseline.maximum().orElseThrow();
    SampleSize size =
        new SampleSize(
            Replicate.FORK,
            candidate.size(),
            baseline.size(),
            (long) candidate.size() + baseline.size());
    return Estimate.of(change, new Interval(change, change, 1), size, Method.EXACT);
  }
}
