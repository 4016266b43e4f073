package io.humhelix.bench.sync;

import io.humhelix.bench.internal.text.Redaction;
import java.util.List;
import java.util.regex.Pattern;

/** What a failed call of rsync means, from what it and ssh said. */
final class RsyncFailure {

  private static final int MOST_LINES = 12;
  private static final int SILENT = 30;
  private static final int NOT_ALL = 23;
  private static final int NO_COMMAND = 127;

  /** A frame of signs, and what follows from what was said before. */
  private static final Pattern NOISE =
      Pattern.compile(
          "[@\\s]*|rsync error: .*|rsync: connection unexpectedly closed .*"
              + "|rsync: \\[[Rr]eceiver\\] write error: Broken pipe.*");

  private final RsyncCall.Ended ended;
  private final SyncSource source;
  private final RemoteShell shell;

  private RsyncFailure(RsyncCall.Ended ended, SyncSource source, RemoteShell shell) {
    this.ended = ended;
    this.source = source;
    this.shell = shell;
  }

  static HostProblem of(RsyncCall.Ended ended, SyncSource source, RemoteShell shell) {
    return new RsyncFailure(ended, source, shell).problem();
  }

  private HostProblem problem() {
    String byHand = shell.typed(source.destination());
    if (says("REMOTE HOST IDENTIFICATION HAS CHANGED|Host key for .* has changed")) {
      return host(
          "its host key is another one than the known one, so ssh refused it",
          "ask whoever runs the host whether its key was changed; if so, replace the old one as ssh"
              + " says below");
    }
    if (says("Host key verification failed|No .* host key is known")) {
      return host(
          "its host key is not known here, so ssh refused it",
          "connect once by hand, and compare the key's fingerprint with the host's: " + byHand);
    }
    if (says("Permission denied \\([a-z]|Too many authentication failures")) {
      return host(
          "ssh could not log in",
          "nobody is asked for a password here: load your key (ssh-add), or set one up, until this"
              + " works: "
              + byHand);
    }
    if (says("Could not resolve hostname")) {
      return host(
          "there is no host of this name", "check its name, or ssh's configuration: " + byHand);
    }
    if (says("ssh: connect to host |banner exchange")) {
      return host("it cannot be reached", "check that it is up, and its port: " + byHand);
    }
    if (says("Failed to exec|Can't open user config file|Bad configuration option")) {
      return host("ssh does not run here", "install it, or see what it says below");
    }
    if (ended.exit() == NO_COMMAND || says("rsync: (command )?not found")) {
      return host("it has no rsync", "install rsync there");
    }
    if (says("is your shell clean|protocol version mismatch")) {
      return host(
          "it prints something of its own when one logs in",
          "let its shell print nothing without a terminal; this must print nothing: "
              + byHand
              + " true");
    }
    if (says("(change_dir|link_stat) .* failed: (No such file|Not a directory)")) {
      return host("it has no such folder", "check the path: " + source.folder());
    }
    if (says("No space left on device|Disk quota exceeded")
        && says("\\[([Rr]eceiver|[Gg]enerator)\\].*(No space|quota)")) {
      return new HostProblem(
          HostProblem.Kind.STORAGE,
          "the disk here is full",
          "what came before is intact; free space, and sync again",
          said());
    }
    if (says("Permission denied \\(13\\)")) {
      return host(
          "some of it may not be read by the user who logs in",
          "change its permissions there, or log in as another user; the rest has come");
    }
    if (ended.exit() == NOT_ALL) {
      return host("some of it could not be read", "see what rsync says below; the rest has come");
    }
    if (ended.exit() == SILENT
        || says(
            "timeout in data|Connection reset|closed by remote host|not responding"
                + "|unexpectedly closed")) {
      return host("the connection was cut", "what came is kept; sync again for the rest");
    }
    return host(
        "rsync ended with exit code " + ended.exit(), "see what it says below; what came is kept");
  }

  private boolean says(String pattern) {
    return Pattern.compile(pattern).matcher(ended.said()).find();
  }

  private HostProblem host(String message, String help) {
    return new HostProblem(HostProblem.Kind.HOST, message, help, said());
  }

  private List<String> said() {
    List<String> lines = ended.said().lines().map(String::strip).toList();
    List<String> telling = lines.stream().filter(line -> !NOISE.matcher(line).matches()).toList();
    return (telling.isEmpty() ? lines.stream().filter(line -> !line.isEmpty()) : telling.stream())
        .limit(MOST_LINES)
        .map(Redaction::text)
        .toList();
  }
}
