package io.humhelix.bench.result;

/** What errors of a text are counted in, and so which error rate decides. */
public enum ErrorUnit {
  /** Words, where the writing separates them. */
  WORD,
  /** Characters, where it does not: a whole sentence would be one word, right or wrong. */
  CHARACTER;

  /**
   * Returns the errors of a clip in this unit.
   *
   * @param score of the clip
   * @return its word or character errors
   */
  public ErrorCounts counts(ClipScore score) {
    return this == WORD ? score.words() : score.characters();
  }

  /**
   * Returns what is counted.
   *
   * @return {@code word} or {@code character}
   */
  public String noun() {
    return this == WORD ? "word" : "character";
  }

  /**
   * Returns the error rate in this unit.
   *
   * @return WER or CER
   */
  public Metric rate() {
    return this == WORD ? Metrics.WER_PERCENT : Metrics.CER_PERCENT;
  }

  /**
   * Returns whether a metric is an error rate.
   *
   * @param metric any
   * @return whether it is the rate in one of the units
   */
  public static boolean isRate(Metric metric) {
    return metric.equals(WORD.rate()) || metric.equals(CHARACTER.rate());
  }
}
