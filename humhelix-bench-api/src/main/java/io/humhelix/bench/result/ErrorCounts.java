package io.humhelix.bench.result;

/**
 * Edit operations between a reference and a hypothesis, counted in words (for WER) or in characters
 * (for CER). Counts of several clips are added, never averaged: the rate of a workload is the ratio
 * of the sums.
 *
 * @param substitutions units replaced by another one, 0 or more
 * @param deletions units of the reference that the hypothesis lacks, 0 or more
 * @param insertions units of the hypothesis that the reference lacks, 0 or more
 * @param referenceLength units of the reference, 0 or more
 */
public record ErrorCounts(
    long substitutions, long deletions, long insertions, long referenceLength) {

  /** No clip scored yet: the neutral element of {@link #plus}. */
  public static final ErrorCounts NONE = new ErrorCounts(0, 0, 0, 0);

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException if a count is negative, or if more units were replaced and
   *     deleted than the reference has
   */
  public ErrorCounts {
    if (substitutions < 0 || deletions < 0 || insertions < 0 || referenceLength < 0) {
      throw new IllegalArgumentException("a count is negative");
    }
    if (substitutions + deletions > referenceLength) {
      throw new IllegalArgumentException(
          (substitutions + deletions)
              + " reference units replaced or deleted, but the reference has "
              + referenceLength);
    }
  }

  /**
   * Returns the number of errors: substitutions + deletions + insertions.
   *
   * @return the number of errors
   */
  public long errors() {
    return substitutions + deletions + insertions;
  }

  /**
   * Returns whether there is a rate: a reference without units has none.
   *
   * @return whether {@link #rate} may be called
   */
  public boolean hasRate() {
    return referenceLength > 0;
  }

  /**
   * Returns errors / reference length: 0 is perfect; many insertions give values above 1.
   *
   * @return the error rate as a fraction, not in percent
   * @throws ArithmeticException if the reference has no units
   */
  public double rate() {
    if (!hasRate()) {
      throw new ArithmeticException("an empty reference has no error rate");
    }
    return (double) errors() / referenceLength;
  }

  /**
   * Adds the counts of other clips.
   *
   * @param other counts in the same unit and by the same normaliser
   * @return the sums
   */
  public ErrorCounts plus(ErrorCounts other) {
    return new ErrorCounts(
        substitutions + other.substitutions,
        deletions + other.deletions,
        insertions + other.insertions,
        referenceLength + other.referenceLength);
  }
}
