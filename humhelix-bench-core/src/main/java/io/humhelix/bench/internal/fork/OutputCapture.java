package io.humhelix.bench.internal.fork;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one output stream of a worker until its end, however much is written. */
final class OutputCapture {

  private static final Logger log = LoggerFactory.getLogger(OutputCapture.class);
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final CappedLog kept;
  private final CountDownLatch ended = new CountDownLatch(1);

  private OutputCapture(InputStream in, CappedLog kept) {
    this.in = in;
    this.kept = kept;
  }

  static OutputCapture start(String name, InputStream in, CappedLog kept) {
    OutputCapture capture = new OutputCapture(in, kept);
    Thread thread = new Thread(capture::pump, name);
    thread.setDaemon(true);
    thread.start();
    return capture;
  }

  private void pump() {
    byte[] buffer = new byte[BUFFER];
    boolean keeping = true;
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (keeping) {
          keeping = keep(buffer, n);
        }
      }
    } catch (IOException e) {
      // The stream was closed from our side.
    } finally {
      ended.countDown();
    }
  }

  /** A full disk must not stop the worker: it would block on its own output. */
  private boolean keep(byte[] buffer, int length) {
    try {
      kept.write(buffer, length);
      return true;
    } catch (IOException e) {
      log.warn("what a worker prints is no longer kept", e);
      return false;
    }
  }

  /** Waits until the stream has ended, which a process that inherited it may prevent. */
  CappedLog finish(long nanos) {
    boolean interrupted = false;
    try {
      if (!ended.await(nanos, TimeUnit.NANOSECONDS)) {
        in.close();
        ended.await(nanos, TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      interrupted = true;
    } catch (IOException e) {
      log.debug("closing a worker's output failed", e);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return kept;
  }
}
