package io.humhelix.bench.testkit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which threads of this process want a processor, native ones included and the JVM's own left out,
 * from {@code /proc/self/task}: Linux alone. Wanting one, and not having had it, is what tells on a
 * busy machine too.
 */
final class RunnableThreads {

  private static final Duration STEP = Duration.ofMillis(20);

  /** How the JVM and this test kit name their threads; the kernel keeps 15 characters. */
  private static final List<String> NOT_OF_THE_BACKEND =
      List.of(
          "humhelix-bench-",
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

  private final Map<String, Integer> seen = new HashMap<>();
  private int looks;

  private RunnableThreads() {}

  /** Looks again and again for a while; empty where the system does not tell. */
  static Optional<RunnableThreads> watch(Duration time) {
    RunnableThreads threads = new RunnableThreads();
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      if (!threads.look()) {
        return Optional.empty();
      }
      Patience.pause(STEP);
    }
    return Optional.of(threads);
  }

  private boolean look() {
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      tasks.forEach(this::look);
      looks++;
      return true;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private void look(Path task) {
    try {
      String stat = Files.readString(task.resolve("stat"));
      // The name is in parentheses and may hold any character; the state follows the last one.
      String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      boolean runnable = stat.startsWith("R", stat.lastIndexOf(')') + 2);
      if (runnable && NOT_OF_THE_BACKEND.stream().noneMatch(name::startsWith)) {
        seen.merge(name, 1, Integer::sum);
      }
    } catch (IOException e) {
      // The thread has ended since it was listed.
    }
  }

  /** Returns how many threads were runnable, on average. */
  double average() {
    return looks == 0 ? 0 : (double) seen.values().stream().mapToInt(n -> n).sum() / looks;
  }

  /** Returns the name of the thread that was runnable most often. */
  String busiest() {
    return seen.entrySet().stream()
        .max(Comparator.comparingInt(Map.Entry::getValue))
        .map(Map.Entry::getKey)
        .orElse("none");
  }
}
