package io.humhelix.bench.backend.http;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the JDK's client does its work. While one call alone is under way nobody else waits for the
 * thread that watches the sockets, so that thread does the work itself, which blocks nowhere: two
 * changes of threads a call are less. With more calls each piece of work gets a thread of a pool,
 * as is the client's default, so that calls do not wait for each other. Thread-safe.
 */
final class CallThreads implements Executor {

  private final AtomicInteger underWay = new AtomicInteger();
  private final ExecutorService pool =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "humhelix-bench-http");
            thread.setDaemon(true);
            return thread;
          });

  void begin() {
    underWay.incrementAndGet();
  }

  void end() {
    underWay.decrementAndGet();
  }

  @Override
  public void execute(Runnable task) {
    if (underWay.get() > 1) {
      pool.execute(task);
    } else {
      task.run();
    }
  }
}
