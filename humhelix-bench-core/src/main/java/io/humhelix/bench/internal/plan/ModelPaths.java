package io.humhelix.bench.internal.plan;

/** Tells paths from names where a text may be either, the same way on every machine. */
public final class ModelPaths {

  private ModelPaths() {}

  /**
   * Returns whether a text is a path for certain: absolute in the way of Unix or Windows, or
   * relative and beginning with a dot. A name with slashes, such as {@code Systran/tiny}, is not.
   *
   * @param text the model of a system under test, or the value of an option
   * @return whether it is a path and not a name
   */
  public static boolean isPath(String text) {
    return isAbsolute(text) || isDotted(text);
  }

  /**
   * Returns whether a text is a relative path that says so by beginning with a dot.
   *
   * @param text the model of a system under test
   * @return whether it begins with {@code ./} or {@code ../}
   */
  public static boolean isDotted(String text) {
    return text.startsWith("./")
        || text.startsWith("../")
        || text.startsWith(".\\")
        || text.startsWith("..\\");
  }

  /** Returns whether a text is an absolute path of any machine. */
  static boolean isAbsolute(String text) {
    return text.startsWith("/")
        || text.startsWith("\\\\")
        || text.matches("(?s)[A-Za-z]:[\\\\/].*");
  }
}
