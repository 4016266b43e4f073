package io.humhelix.bench.backend.whisper;

import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Keeps calls apart from opening and closing, for all models of the JVM: whisper-jni's table of
 * contexts is one unguarded map, and a context must not be freed under a call.
 */
final class NativeGate {

  private static final ReentrantReadWriteLock LOCK = new ReentrantReadWriteLock(true);

  private NativeGate() {}

  /** Something done while the gate is held. */
  @FunctionalInterface
  interface Work<T, E extends Exception> {
    T run() throws E;
  }

  /** Runs a call; several may run at once. */
  static <T, E extends Exception> T call(Work<T, E> work) throws E {
    LOCK.readLock().lock();
    try {
      return work.run();
    } finally {
      LOCK.readLock().unlock();
    }
  }

  /**
   * Opens or closes: waits for all calls under way, holds up new ones.
   *
   * @throws IllegalStateException if called from within a call, which would wait for itself
   */
  static <T, E extends Exception> T change(Work<T, E> work) throws E {
    if (LOCK.getReadHoldCount() > 0) {
      throw new IllegalStateException("a model is opened or closed from within a call");
    }
    LOCK.writeLock().lock();
    try {
      return work.run();
    } finally {
      LOCK.writeLock().unlock();
    }
  }
}
