package io.humhelix.bench.internal.fork;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts processes that the kernel killed because memory ran out, in the control group of the
 * harness or on the whole machine. Any other kill looks the same to the harness.
 */
final class OomCounter {

  private final List<Path> sources;

  OomCounter(List<Path> sources) {
    this.sources = List.copyOf(sources);
  }

  /** Reads the counters of Linux; on other systems the count stays 0. */
  static OomCounter ofThisMachine() {
    List<Path> sources = new ArrayList<>();
    sources.add(Path.of("/proc/vmstat"));
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
        // hierarchy:controllers:path; version 2 has no controllers.
        String[] parts = line.split(":", 3);
        if (parts.length == 3 && parts[1].isEmpty()) {
          sources.add(Path.of("/sys/fs/cgroup" + parts[2], "memory.events"));
        } else if (parts.length == 3 && parts[1].contains("memory")) {
          sources.add(Path.of("/sys/fs/cgroup/memory" + parts[2], "memory.oom_control"));
        }
      }
    } catch (IOException | RuntimeException e) {
      // Not Linux, or a sandbox that hides it.
    }
    sources.add(Path.of("/sys/fs/cgroup/memory.events"));
    return new OomCounter(sources);
  }

  /** Returns the sum of all counters; only a difference means anything. */
  long count() {
    long count = 0;
    for (Path source : sources) {
      try {
        for (String line : Files.readAllLines(source, StandardCharsets.ISO_8859_1)) {
          if (line.startsWith("oom_kill ")) {
            count += Long.parseLong(line.substring("oom_kill ".length()).strip());
          }
        }
      } catch (IOException | NumberFormatException e) {
        // A missing counter counts as 0.
      }
    }
    return count;
  }
}
