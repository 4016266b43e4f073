package io.humhelix.bench.store;

/** What a record of a results file tells. */
public enum RecordKind {
  /** The first one: definition, provenance and what the metrics mean. */
  RUN("run"),
  /** The definition and provenance of a run that went on with another definition. */
  RUN_RESUMED("run_resumed"),
  /** The cold first call on a freshly loaded model. */
  FIRST_CALL("first_call"),
  /** A warm-up trial. */
  WARM_UP("warm_up"),
  /** A step of the search of the highest sustained load. */
  SEARCH("search"),
  /** A measured trial; it counts if its status is OK. */
  TRIAL("trial"),
  /** The end of a fork: one load of a system under test, with all its trials. */
  FORK("fork"),
  /** The end of a run config, or why it was never measured. */
  RUN_CONFIG("run_config"),
  /** The last one of a run that was not killed. */
  RUN_END("run_end"),
  /** A kind of a later version. */
  OTHER("");

  // values() makes a copy at each call, and lines are read by the million.
  private static final RecordKind[] KINDS = values();

  private final String word;

  RecordKind(String word) {
    this.word = word;
  }

  /**
   * Returns the word under the key {@code record}.
   *
   * @return for example {@code warm_up}; empty for {@link #OTHER}
   */
  public String word() {
    return word;
  }

  /** Whether it tells of a trial, measured or not. */
  boolean isTrial() {
    return this == FIRST_CALL || this == WARM_UP || this == SEARCH || this == TRIAL;
  }

  static RecordKind of(String word) {
    for (RecordKind kind : KINDS) {
      if (kind.word.equals(word)) {
        return kind;
      }
    }
    return OTHER;
  }
}
