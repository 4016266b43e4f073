package io.humhelix.bench.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * How many files were read, in one line that is rewritten on a terminal; else nothing. A single
 * file has no progress.
 */
final class FileProgress implements Consumer<Path>, AutoCloseable {

  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean shown;
  private final String what;
  private int done;
  private boolean written;

  FileProgress(CommandContext context, String what) {
    err = context.err();
    shown = context.errIsTerminal();
    this.what = what;
  }

  @Override
  public void accept(Path file) {
    done++;
    say(done + (done == 1 ? " file" : " files"));
  }

  /**
   * Says how many of how many.
   *
   * @param so how many were read
   * @param files how many there are
   */
  void accept(int so, int files) {
    if (files > 1) {
      say(so + " of " + files + " files");
    }
  }

  private void say(String count) {
    if (shown) {
      err.print(CLEAR + what + " " + count);
      err.flush();
      written = true;
    }
  }

  /** Takes the line away. */
  @Override
  public void close() {
    if (written) {
      err.print(CLEAR);
      err.flush();
    }
  }
}
