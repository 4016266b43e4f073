package io.humhelix.bench.image;

/** Pictures cannot be made here: a library or a font is missing. The message says what to do. */
public final class NoPicturesException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private NoPicturesException(String message, Throwable cause) {
    super(message, cause);
  }

  static NoPicturesException withoutLibrary(Throwable cause) {
    return new NoPicturesException(
        "Pictures need org.jfree:jfreechart, which is not on the class path. It is an optional"
            + " dependency of humhelix-bench-core: add it in the version of humhelix-bench's"
            + " pom.xml, or use the bundle of the command line, which has it.",
        cause);
  }

  static NoPicturesException withoutDesktop(Throwable cause) {
    return new NoPicturesException(
        "Pictures need the module java.desktop, which this Java runtime lacks. Use a complete JDK"
            + " or JRE, 17 or newer; a headless one is enough.",
        cause);
  }

  private static Throwable root(Throwable thrown) {
    return thrown.getCause() == null ? thrown : root(thrown.getCause());
  }

  static NoPicturesException withoutFonts(Throwable cause) {
    return new NoPicturesException(
        "Pictures need a font, and Java finds none on this machine ("
            + root(cause)
            + "). Install fontconfig and a font, such as the packages fontconfig and"
            + " fonts-dejavu-core on Debian and Ubuntu.",
        cause);
  }
}
