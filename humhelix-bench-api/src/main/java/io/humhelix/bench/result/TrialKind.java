package io.humhelix.bench.result;

/** The role of a trial. Numbers of different kinds are never averaged together. */
public enum TrialKind {
  /** The first clip on a freshly loaded model. */
  FIRST_CALL("first_call"),
  /** Executed to make later trials steady. */
  WARM_UP("warm_up"),
  /** Part of a step of the search for the highest sustained load. */
  SEARCH("search"),
  /** Its numbers count. */
  MEASURED("trial");

  private final String word;

  TrialKind(String word) {
    this.word = word;
  }

  /**
   * Returns the word used in results files.
   *
   * @return for example {@code warm_up}
   */
  public String word() {
    return word;
  }
}
