package io.humhelix.bench.sync;

import io.humhelix.bench.internal.process.OutputTail;
import io.humhelix.bench.internal.process.ProcessTree;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/** One call of rsync. */
final class RsyncCall {

  /** Nothing but what a call asks for. */
  private static final List<String> OPTIONS =
      List.of(
          // Arguments go through rsync's own protocol, past the shell there.
          "--protect-args",
          "--recursive",
          "--times",
          "--partial",
          "--no-links",
          "--no-devices",
          "--no-specials",
          "--no-perms",
          "--chmod=ugo=rwX",
          "--prune-empty-dirs",
          "--8-bit-output",
          "--outbuf=L",
          "--no-human-readable",
          "--no-inc-recursive",
          "--info=progress2,nonreg");

  static final List<String> RESULTS = List.of("--include=/benchmark-*.db.yaml", "--exclude=*");

  static final List<String> ARTIFACTS =
      List.of(
          "--exclude=.*",
          "--include=/benchmark-*.artifacts/",
          "--include=/benchmark-*.artifacts/*",
          "--exclude=*");

  private static final String MARK = "HUMHELIX_SYNC";
  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final int MOST_BYTES = 1 << 16;
  private static final long REST_MILLIS = 2000;

  private final String program;
  private final RemoteShell shell;

  RsyncCall(String program, RemoteShell shell) {
    this.program = program;
    this.shell = shell;
  }

  /**
   * How a call ended.
   *
   * @param exit rsync's exit code
   * @param said what it and ssh wrote to standard error
   * @param skipped names of what is no file
   */
  record Ended(int exit, String said, List<String> skipped) {}

  RemoteShell shell() {
    return shell;
  }

  List<String> command(SyncSource source, List<String> filter, String staging) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(OPTIONS);
    command.add("--timeout=" + shell.timeout().toSeconds());
    // What is here already does not come again, and what has grown comes in part.
    command.add("--compare-dest=..");
    command.add("--rsh=" + shell.command());
    command.addAll(filter);
    command.add("--");
    command.add(source.argument());
    command.add(staging + "/");
    return command;
  }

  /**
   * Brings files.
   *
   * @param folder the host's folder here
   * @param staging name of a folder in it, which gets what is not in the host's folder yet
   * @param progress takes bytes and percent
   */
  Ended run(
      SyncSource source,
      List<String> filter,
      Path folder,
      String staging,
      BiConsumer<Long, Integer> progress)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command(source, filter, staging));
    builder.directory(folder.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    // Other arguments and programs than those above may be set there.
    builder.environment().keySet().removeIf(name -> name.startsWith("RSYNC_"));
    builder.environment().put("LC_ALL", "C");
    String mark = UUID.randomUUID().toString();
    builder.environment().put(MARK, mark);
    Process process = builder.start();
    boolean ended = false;
    try {
      OutputTail errors = OutputTail.of(process.getErrorStream(), MOST_BYTES, "rsync-errors");
      RsyncOutput output = new RsyncOutput(process.getInputStream(), progress);
      output.start();
      int exit = process.waitFor();
      ended = true;
      output.join(REST_MILLIS);
      errors.awaitEnd(REST_MILLIS);
      return new Ended(exit, errors.text(), output.skipped());
    } finally {
      if (!ended) {
        new ProcessTree(process.toHandle(), MARK, mark).end(GRACE);
      }
    }
  }
}
