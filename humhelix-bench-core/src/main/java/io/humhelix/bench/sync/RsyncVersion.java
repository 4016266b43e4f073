package io.humhelix.bench.sync;

import io.humhelix.bench.internal.process.OutputTail;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which rsync is here. */
final class RsyncVersion {

  /** The first one that tells how far all files together are. */
  private static final int MAJOR = 3;

  private static final int MINOR = 1;

  private static final Pattern VERSION = Pattern.compile("^rsync\\s+version v?(\\d+)\\.(\\d+)");
  private static final long PATIENCE_SECONDS = 20;
  private static final int MOST_BYTES = 1 << 16;
  private static final String NEEDED = "needed: rsync " + MAJOR + "." + MINOR + " or newer";

  private RsyncVersion() {}

  /** Refuses an rsync that is too old, or another program of that name (macOS has one). */
  static void require(String program) throws SyncException, InterruptedException {
    String said = said(program);
    Matcher version = VERSION.matcher(said);
    boolean fits =
        version.find()
            && (Integer.parseInt(version.group(1)) > MAJOR
                || Integer.parseInt(version.group(1)) == MAJOR
                    && Integer.parseInt(version.group(2)) >= MINOR);
    if (!fits) {
      String first = said.lines().findFirst().orElse("nothing");
      throw new SyncException(
          "'" + program + " --version' says: " + first + "; " + NEEDED + "; install it");
    }
  }

  private static String said(String program) throws SyncException, InterruptedException {
    Process process;
    try {
      ProcessBuilder builder = new ProcessBuilder(program, "--version").redirectErrorStream(true);
      builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
      process = builder.start();
    } catch (IOException e) {
      throw new SyncException(
          "'" + program + "' is not here; " + NEEDED + "; install rsync, here and on the hosts");
    }
    OutputTail said = OutputTail.of(process.getInputStream(), MOST_BYTES, "rsync-version");
    try {
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      said.awaitEnd(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      return said.text();
    } finally {
      process.destroyForcibly();
    }
  }
}
