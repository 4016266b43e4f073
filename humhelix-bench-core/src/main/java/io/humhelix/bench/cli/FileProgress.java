package io.humhelix.bench.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Consumer;

/** How many files were read, in one line that is rewritten on a terminal; else nothing. */
final class FileProgress implements Consumer<Path>, AutoCloseable {

  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean shown;
  private final String what;
  private int done;

  FileProgress(CommandContext context, String what) {
    err = context.err();
    shown = context.errIsTerminal();
    this.what = what;
  }

  @Override
  public void accept(Path file) {
    done++;
    if (shown) {
      err.print(CLEAR + what + " " + done + (done == 1 ? " file" : " files"));
      err.flush();
    }
  }

  /** Takes the line away. */
  @Override
  public void close() {
    if (shown && done > 0) {
      err.print(CLEAR);
      err.flush();
    }
  }
}
