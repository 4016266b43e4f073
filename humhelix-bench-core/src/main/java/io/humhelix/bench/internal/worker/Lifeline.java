package io.humhelix.bench.internal.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Ends this process when the harness is gone: standard input or the channel is closed, or the
 * process has another parent. Native code that spins cannot prevent that, since separate threads
 * watch, and end the JVM by a halt.
 */
final class Lifeline {

  private static final long LAST_SECONDS = 2;

  private final Path folder;
  private final long parent;
  private final AtomicBoolean ending = new AtomicBoolean();
  private final CountDownLatch watchers = new CountDownLatch(2);
  private volatile boolean endIsNear;

  Lifeline(Path folder) {
    this.folder = folder;
    parent = parentPid();
  }

  private static long parentPid() {
    return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(-1L);
  }

  /** Watches the harness' end of standard input. */
  void watch(InputStream in) {
    daemon(
        "humhelix-bench-lifeline",
        () -> {
          try {
            while (in.read() >= 0) {
              // Nothing more is sent there; only the end of the stream matters.
            }
          } catch (IOException e) {
            // The same as an end.
          }
          watcherEnds();
        });
  }

  /** From now on the end of the connection is expected. */
  void expectTheEnd() {
    endIsNear = true;
  }

  /** One of the two watching threads has seen the end of the harness. */
  void watcherEnds() {
    if (endIsNear) {
      watchers.countDown();
    } else {
      cut();
    }
  }

  /**
   * Waits briefly until no thread reads from the harness any more: a JVM that exits waits a third
   * of a second for threads in native code, which would delay the end of every fork.
   */
  void awaitWatchers() {
    try {
      watchers.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Checks that the process still has the parent that started it. */
  void check() {
    if (!endIsNear && parentPid() != parent) {
      cut();
    }
  }

  /** Ends this process and all that it started. */
  void cut() {
    if (ending.getAndSet(true)) {
      return;
    }
    CountDownLatch tidied = new CountDownLatch(1);
    daemon(
        "humhelix-bench-tidying",
        () -> {
          ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
          delete(folder);
          tidied.countDown();
        });
    try {
      tidied.await(LAST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(WorkerMain.EXIT_ORPHANED);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
      // The folder of the run, unless another worker still uses it.
      Files.deleteIfExists(folder.toAbsolutePath().getParent());
    } catch (IOException | RuntimeException e) {
      // Nobody is left to report it to.
    }
  }

  static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
