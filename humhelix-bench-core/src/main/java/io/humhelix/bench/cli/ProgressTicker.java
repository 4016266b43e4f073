package io.humhelix.bench.cli;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Calls every second until it is closed: a call of a system may take minutes without an event. */
final class ProgressTicker implements AutoCloseable {

  private final ScheduledExecutorService service;

  ProgressTicker(Runnable tick) {
    service =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    service.scheduleAtFixedRate(tick, 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    service.shutdownNow();
  }
}
