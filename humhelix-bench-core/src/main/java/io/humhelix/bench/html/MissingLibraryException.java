package io.humhelix.bench.html;

/** A library of the report is not on the class path: it is an optional dependency of core. */
public final class MissingLibraryException extends RuntimeException {

  private static final long serialVersionUID = 1;

  MissingLibraryException(WebLibrary library) {
    super(
        "The HTML report needs "
            + library.group()
            + ":"
            + library.artifact()
            + ", which is not on the class path. It is an optional dependency of"
            + " humhelix-bench-core: add "
            + WebLibrary.ECHARTS.group()
            + ":"
            + WebLibrary.ECHARTS.artifact()
            + " and "
            + WebLibrary.TABULATOR.group()
            + ":"
            + WebLibrary.TABULATOR.artifact()
            + " in the versions of humhelix-bench's pom.xml, or use the bundle of the command line,"
            + " which has both.");
  }
}
