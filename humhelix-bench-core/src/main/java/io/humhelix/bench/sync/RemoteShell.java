package io.humhelix.bench.sync;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How rsync reaches a host: ssh, which asks nobody anything and forwards nothing. */
record RemoteShell(String program, Optional<Path> config, Duration timeout) {

  RemoteShell {
    if (timeout.toSeconds() < 1) {
      throw new IllegalArgumentException("a timeout of " + timeout + "; allowed: a second or more");
    }
  }

  RemoteShell withProgram(String other) {
    return new RemoteShell(other, config, timeout);
  }

  RemoteShell withConfig(Path file) {
    return new RemoteShell(program, Optional.of(file), timeout);
  }

  RemoteShell withTimeout(Duration other) {
    return new RemoteShell(program, config, other);
  }

  /** What the checking of host keys is about stays as ssh's configuration has it. */
  private List<String> words() {
    List<String> words = new ArrayList<>(List.of(program));
    config.ifPresent(file -> words.addAll(List.of("-F", file.toAbsolutePath().toString())));
    for (String option :
        List.of(
            "BatchMode=yes",
            "ConnectTimeout=" + timeout.toSeconds(),
            "ServerAliveInterval=" + Math.max(1, timeout.toSeconds() / 3),
            "ServerAliveCountMax=3",
            "ClearAllForwardings=yes",
            "ForwardAgent=no",
            "ForwardX11=no",
            "RequestTTY=no",
            "RemoteCommand=none",
            // A master that stays would keep our pipes open.
            "ControlMaster=no")) {
      words.addAll(List.of("-o", option));
    }
    return words;
  }

  /** As rsync takes it apart: words in quotes, a quote within them doubled; it asks no shell. */
  String command() {
    return words().stream()
        .map(word -> "'" + word.replace("'", "''") + "'")
        .collect(Collectors.joining(" "));
  }

  /** What a person types to connect, for messages. */
  String typed(String destination) {
    return "ssh " + config.map(file -> "-F " + file + " ").orElse("") + destination;
  }
}
