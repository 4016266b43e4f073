package io.humhelix.bench.internal.telemetry;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;

/** Processor time of this process and its descendants, such as a backend's Python or server. */
public final class OwnCpu {

  private OwnCpu() {}

  /** Returns seconds since their start; empty if the system does not report it. */
  public static OptionalDouble seconds() {
    var mine = ProcessHandle.current().info().totalCpuDuration();
    if (mine.isEmpty()) {
      return OptionalDouble.empty();
    }
    double seconds = seconds(mine.get());
    if (hasChildren()) {
      seconds +=
          ProcessHandle.current()
              .descendants()
              .mapToDouble(p -> p.info().totalCpuDuration().map(OwnCpu::seconds).orElse(0.0))
              .sum();
    }
    return OptionalDouble.of(seconds);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /** A search for descendants reads every process of the machine: ask the kernel first. */
  private static boolean hasChildren() {
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path task : tasks) {
        Path children = task.resolve("children");
        if (!Files.exists(children) || !Files.readString(children).isBlank()) {
          return true;
        }
      }
      return false;
    } catch (IOException | RuntimeException e) {
      return true;
    }
  }
}
