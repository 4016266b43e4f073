package io.humhelix.bench.internal.fork;

import io.humhelix.bench.model.WorkerSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A worker process that starts while it is not known yet what it will be asked, such as before a
 * definition is read: a JVM takes a third of a second. The next checks with the usual settings take
 * it. Thread-safe.
 */
public final class SpareWorker implements AutoCloseable {

  private static final AtomicReference<SpareWorker> READY = new AtomicReference<>();

  private final RunFolder folder = new RunFolder();
  private final CompletableFuture<WorkerProcess> process = new CompletableFuture<>();

  private SpareWorker() {}

  /** Starts one, and returns at once. Close it when it is too late for it to be taken. */
  public static SpareWorker start() {
    SpareWorker spare = new SpareWorker();
    HostPath host = HostPath.ofThisJvm();
    // Modules of backends would have to be named, which are not looked for yet.
    if (host.unfit().isPresent() || !host.modulePath().isEmpty()) {
      return spare;
    }
    WorkerCommand command = new WorkerCommand(host, CheckSettings.of(WorkerSettings.DEFAULT));
    Thread thread = new Thread(() -> spare.launch(command), "humhelix-bench-spare-start");
    thread.setDaemon(true);
    thread.start();
    READY.set(spare);
    return spare;
  }

  private void launch(WorkerCommand command) {
    try {
      process.complete(
          WorkerProcess.start(
              command,
              List.of(),
              Optional.empty(),
              List.of(),
              folder.ofWorker("spare", 0),
              WorkerLimits.DEFAULT));
    } catch (IOException | RuntimeException e) {
      process.completeExceptionally(e);
    }
  }

  /** Returns the one that is ready, if the settings are the usual ones; it is the caller's then. */
  static Optional<SpareWorker> take(
      WorkerSettings settings, List<String> variables, WorkerLimits limits) {
    boolean usual =
        settings.equals(WorkerSettings.DEFAULT)
            && variables.isEmpty()
            && limits.equals(WorkerLimits.DEFAULT);
    return usual ? Optional.ofNullable(READY.getAndSet(null)) : Optional.empty();
  }

  /** Waits for its start; for tests. */
  public long pid() {
    return process.join().pid();
  }

  /** Ends one that nobody took: it must not run beside what is measured. */
  static void dismiss() {
    SpareWorker spare = READY.get();
    if (spare != null) {
      spare.close();
    }
  }

  CompletableFuture<WorkerProcess> process() {
    return process;
  }

  /** Deletes the folder of a process that has ended. */
  void clean() {
    folder.delete();
  }

  /** Ends it, unless it was taken. */
  @Override
  public void close() {
    if (!READY.compareAndSet(this, null)) {
      return;
    }
    try {
      WorkerProcess worker = process.join();
      worker.end(Duration.ZERO);
      worker.release();
    } catch (CompletionException e) {
      // It did not start.
    }
    clean();
  }
}
