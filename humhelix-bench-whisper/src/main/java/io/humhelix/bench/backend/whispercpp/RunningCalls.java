package io.humhelix.bench.backend.whispercpp;

import io.humhelix.bench.backend.whispercpp.library.WhisperState;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The calls under way. Where a JVM exits, by {@code System.exit} or a signal, the C library ends
 * ggml while it computes, which was seen to crash; so calls are ended first.
 */
final class RunningCalls {

  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private static final Set<WhisperState> RUNNING = ConcurrentHashMap.newKeySet();

  private static volatile boolean ending;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(RunningCalls::endAll, "whisper.cpp-exit"));
  }

  private RunningCalls() {}

  /** Tells that a call begins; it must not, where this returns false. */
  static boolean begin(WhisperState state) {
    RUNNING.add(state);
    if (ending) {
      RUNNING.remove(state);
      return false;
    }
    return true;
  }

  /** Tells that a call has ended. */
  static void end(WhisperState state) {
    RUNNING.remove(state);
  }

  /** A long run of an encoder is not waited for. */
  private static void endAll() {
    ending = true;
    long begun = System.nanoTime();
    while (!RUNNING.isEmpty() && System.nanoTime() - begun < LONGEST_NANOS) {
      RUNNING.forEach(WhisperState::abort);
      LockSupport.parkNanos(PERIOD_NANOS);
    }
  }
}
