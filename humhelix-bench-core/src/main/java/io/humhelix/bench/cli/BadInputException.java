package io.humhelix.bench.cli;

import java.util.List;

/** What the user gave cannot be used: exit code 2. */
final class BadInputException extends Exception {

  private static final long serialVersionUID = 1L;

  /** One line per problem, all of them. */
  BadInputException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
