package io.humhelix.bench.result;

import java.util.Objects;

/**
 * Something that a reader of a result should know. Issues are data: they appear in the results
 * file, in tables and in listener events, and never remove a number.
 *
 * @param severity how much it matters
 * @param code stable lower-case identifier for programs, such as {@code model-missing}
 * @param message where, what was found, and what is allowed, in one or two sentences
 * @param remedy what to do about it; empty if nothing can be done
 */
public record Issue(Severity severity, String code, String message, String remedy) {

  public Issue {
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(remedy, "remedy");
    if (!code.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException("issue code '" + code + "' is not lower-case-with-dashes");
    }
  }

  /**
   * An issue that prevents a measurement or makes it invalid.
   *
   * @param code stable identifier
   * @param message where, found, allowed
   * @param remedy what to do
   * @return the issue
   */
  public static Issue error(String code, String message, String remedy) {
    return new Issue(Severity.ERROR, code, message, remedy);
  }

  /**
   * An issue that makes a number doubtful.
   *
   * @param code stable identifier
   * @param message where, found, allowed
   * @param remedy what to do
   * @return the issue
   */
  public static Issue warning(String code, String message, String remedy) {
    return new Issue(Severity.WARNING, code, message, remedy);
  }

  /**
   * Something worth knowing.
   *
   * @param code stable identifier
   * @param message what was found
   * @return the issue
   */
  public static Issue info(String code, String message) {
    return new Issue(Severity.INFO, code, message, "");
  }

  /**
   * Returns this issue with its place before the message.
   *
   * @param where what it is of, such as {@code clip '30s.wav'}
   * @return a new issue
   */
  public Issue at(String where) {
    return new Issue(severity, code, where + ": " + message, remedy);
  }

  /**
   * Returns message and remedy for people.
   *
   * @return one line
   */
  public String text() {
    return remedy.isEmpty() ? message : message + " " + remedy;
  }
}
