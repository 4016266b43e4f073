package io.humhelix.bench.backend.http;

import java.util.concurrent.locks.LockSupport;

/** Work that a server does: time that passes, at least as long as it is said to. */
final class Pause {

  private Pause() {}

  static void nanos(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
