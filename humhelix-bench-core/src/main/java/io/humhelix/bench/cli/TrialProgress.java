package io.humhelix.bench.cli;

import java.io.PrintWriter;

/** How many trials are done, in one line that is rewritten on a terminal; else nothing. */
final class TrialProgress implements Runnable, AutoCloseable {

  private static final String CLEAR = "\r\u001b[K";

  /** A terminal over a slow line need not show each. */
  private static final int STEP = 10;

  private final PrintWriter err;
  private final boolean shown;
  private final String what;
  private final long all;
  private long done;

  TrialProgress(CommandContext context, String what, long all) {
    err = context.err();
    shown = context.errIsTerminal();
    this.what = what;
    this.all = all;
  }

  @Override
  public void run() {
    done++;
    if (shown && (done == 1 || done % STEP == 0)) {
      err.print(CLEAR + what + " " + done + " of " + all + " trials");
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
