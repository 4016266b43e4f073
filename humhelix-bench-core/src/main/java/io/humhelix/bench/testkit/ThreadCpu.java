package io.humhelix.bench.testkit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Processor time of the threads of this process, native ones included and the JVM's own left out,
 * from {@code /proc/self/task}: Linux alone.
 */
final class ThreadCpu {

  /** The kernel's USER_HZ, which is 100 on every architecture that a JVM runs on. */
  private static final double TICKS_PER_SECOND = 100;

  /** How the JVM names its own threads; the kernel keeps 15 characters. */
  private static final List<String> JVM_THREADS =
      List.of(
          "C1 Compiler",
          "C2 Compiler",
          "JVMCI",
          "GC Thread",
          "G1 ",
          "VM Thread",
          "VM Periodic",
          "Shenandoah",
          "ZDirector",
          "ZWorker",
          "XWorker",
          "ParGC",
          "Sweeper",
          "Monitor Defla",
          "Service Thread",
          "Signal Dispatc",
          "Reference Hand",
          "Finalizer",
          "Common-Cleaner",
          "Attach Listene");

  private final Map<String, Double> secondsOfThread;

  private ThreadCpu(Map<String, Double> secondsOfThread) {
    this.secondsOfThread = secondsOfThread;
  }

  static Optional<ThreadCpu> now() {
    Map<String, Double> seconds = new HashMap<>();
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path task : tasks) {
        read(task, seconds);
      }
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
    return Optional.of(new ThreadCpu(seconds));
  }

  private static void read(Path task, Map<String, Double> seconds) {
    try {
      String stat = Files.readString(task.resolve("stat"));
      // The name is in parentheses and may hold any character; the numbers follow the last one.
      String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      if (JVM_THREADS.stream().noneMatch(name::startsWith)) {
        double ticks = Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
        seconds.put(task.getFileName() + " " + name, ticks / TICKS_PER_SECOND);
      }
    } catch (IOException e) {
      // The thread has ended since it was listed.
    }
  }

  /** Returns the time that threads alive now have used since then. */
  double secondsSince(ThreadCpu before) {
    return secondsOfThread.keySet().stream().mapToDouble(t -> since(before, t)).sum();
  }

  /** Returns the name of the thread that used most since then. */
  String busiest(ThreadCpu before) {
    return secondsOfThread.keySet().stream()
        .max(Comparator.comparingDouble(thread -> since(before, thread)))
        .orElse("none");
  }

  private double since(ThreadCpu before, String thread) {
    return secondsOfThread.get(thread) - before.secondsOfThread.getOrDefault(thread, 0.0);
  }
}
