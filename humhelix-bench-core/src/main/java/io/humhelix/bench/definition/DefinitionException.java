package io.humhelix.bench.definition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A definition that cannot be used, with all its problems. */
public final class DefinitionException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Problems in the order of the file. */
  private final ArrayList<Problem> problems;

  /**
   * Creates the exception.
   *
   * @param problems at least one; the message has each on a line of its own
   */
  public DefinitionException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = new ArrayList<>(problems);
  }

  /**
   * Returns the problems.
   *
   * @return at least one, in the order of the file; those of manifests after those of the
   *     definition
   */
  public List<Problem> problems() {
    return Collections.unmodifiableList(problems);
  }
}
