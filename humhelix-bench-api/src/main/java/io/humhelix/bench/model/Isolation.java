package io.humhelix.bench.model;

/** Where the live system under test runs. */
public enum Isolation {
  /**
   * In the caller's JVM: a crash of a native engine ends it. There is one fork, since loading a
   * model again in the same process gives no independent replicate.
   */
  IN_PROCESS("in-process"),
  /** In a fresh worker process per fork. The default. */
  PROCESS("process");

  private final String word;

  Isolation(String word) {
    this.word = word;
  }

  /**
   * Returns the word of definition files.
   *
   * @return {@code in-process} or {@code process}
   */
  public String word() {
    return word;
  }
}
