package io.humhelix.bench.backend.onnx.runtime;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that recurses deeper than a usual thread's stack allows. Thread-safe. */
final class DeepStack {

  private static final Logger LOG = LoggerFactory.getLogger(DeepStack.class);

  /** Only address space: just the used part takes memory. */
  private static final long BYTES = 64L << 20;

  private DeepStack() {}

  /**
   * Works on a thread with a deep stack, or on the calling thread if there can be none. Waits for
   * the end even if interrupted: the work cannot be broken off.
   */
  static <T> T call(Supplier<T> work) {
    return call(work, task -> new Thread(null, task, "onnxruntime-environment", BYTES));
  }

  static <T> T call(Supplier<T> work, Function<Runnable, Thread> threads) {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = threads.apply(task);
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      LOG.warn(
          "no thread with a stack of {} bytes: {}; using an ordinary one", BYTES, e.toString());
      task.run();
    }
    return result(task);
  }

  private static <T> T result(FutureTask<T> task) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      // A supplier throws nothing else.
      throw (RuntimeException) e.getCause();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
