package io.humhelix.bench.backend.onnx.runtime;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what holds native memory, so that a test can see that all of it is given back, and the
 * sessions ever made, so that one can see that calls make none.
 */
final class LiveObjects {

  private static final AtomicLong COUNT = new AtomicLong();
  private static final AtomicLong SESSIONS = new AtomicLong();

  private LiveObjects() {}

  static void opened() {
    COUNT.incrementAndGet();
  }

  static void closed() {
    COUNT.decrementAndGet();
  }

  static long count() {
    return COUNT.get();
  }

  static void sessionMade() {
    SESSIONS.incrementAndGet();
  }

  static long sessionsMade() {
    return SESSIONS.get();
  }
}
