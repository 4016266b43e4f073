package io.humhelix.bench.model;

/** Where the live system under test runs. */
public enum Isolation {
  /**
   * In the caller's JVM, and so are the checks before it: a native engine that crashes, hangs or
   * exits ends the application, and what it loads stays until the JVM ends. A JVM can load one
   * native build of a backend only. There is one fork, since loading a model again in the same
   * process gives no independent replicate.
   */
  IN_PROCESS("in-process"),
  /**
   * In a fresh worker process per fork; what has to be asked of an engine before is asked in a
   * worker process as well. The caller's JVM loads no engine's native code. The default.
   */
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
