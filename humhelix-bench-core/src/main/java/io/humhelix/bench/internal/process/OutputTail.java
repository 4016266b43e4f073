package io.humhelix.bench.internal.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads what a process prints until its end, so that it never blocks on a full pipe, and keeps the
 * last part. Thread-safe.
 */
public final class OutputTail {

  private static final int QUIET_MILLIS = 20;
  private static final int MOST_QUIET_TIMES = 10;

  private final byte[] ring;
  private final Thread pump;
  private long total;

  private OutputTail(int capacity, InputStream output, String name) {
    ring = new byte[capacity];
    pump = new Thread(() -> drain(output), name);
    pump.setDaemon(true);
  }

  /**
   * Starts reading.
   *
   * @param output what the process prints; closed at its end
   * @param capacity bytes to keep
   * @param name of the reading thread
   */
  public static OutputTail of(InputStream output, int capacity, String name) {
    OutputTail tail = new OutputTail(capacity, output, name);
    tail.pump.start();
    return tail;
  }

  private void drain(InputStream output) {
    byte[] chunk = new byte[1 << 16];
    try (output) {
      for (int n = output.read(chunk); n >= 0; n = output.read(chunk)) {
        keep(chunk, n);
      }
    } catch (IOException e) {
      // The process is gone; what it printed before is kept.
    }
  }

  /** Waits until nothing more arrives for a moment; a process that prints on is not waited for. */
  public void settle() {
    long seen = -1;
    for (int i = 0; i < MOST_QUIET_TIMES && pump.isAlive() && seen != totalBytes(); i++) {
      seen = totalBytes();
      awaitEnd(QUIET_MILLIS);
    }
  }

  private synchronized void keep(byte[] chunk, int length) {
    for (int i = Math.max(0, length - ring.length); i < length; i++) {
      ring[(int) ((total + i) % ring.length)] = chunk[i];
    }
    total += length;
  }

  /** Waits until everything that was printed has been read, at most so long. */
  public void awaitEnd(long millis) {
    try {
      pump.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns how many bytes were printed in all. */
  public synchronized long totalBytes() {
    return total;
  }

  /** Returns the last part, with a first line that says how much is left out, if any is. */
  public synchronized String text() {
    int kept = (int) Math.min(total, ring.length);
    byte[] last = new byte[kept];
    for (int i = 0; i < kept; i++) {
      last[i] = ring[(int) ((total - kept + i) % ring.length)];
    }
    String text = new String(last, StandardCharsets.UTF_8);
    return total > kept ? "(" + (total - kept) + " bytes left out)\n" + text : text;
  }
}
