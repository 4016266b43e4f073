package io.humhelix.bench.result;

/** Which part a trial plays. Numbers of different kinds are never averaged together. */
public enum TrialKind {
  /** The first clip on a freshly loaded model. */
  FIRST_CALL("first_call"),
  /** Executed so that later trials are steady. */
  WARM_UP("warm_up"),
  /** A step of the search of the highest sustained load. */
  SEARCH("search"),
  /** Counts. */
  MEASURED("trial");

  private final String word;

  TrialKind(String word) {
    this.word = word;
  }

  /**
   * Returns the word of results files.
   *
   * @return for example {@code warm_up}
   */
  public String word() {
    return word;
  }
}
