package io.humhelix.bench.internal.fork;

import java.time.Duration;

/**
 * Limits on worker processes that no definition sets.
 *
 * @param start from the start of the process until it answers
 * @param close from asking for the end until the process is gone
 * @param grace from asking processes to end until they are killed
 * @param check from asking a backend whether it can work until it answers
 * @param cancel from cancelling until the current call is given up
 * @param logBytes most bytes kept of each output stream
 */
public record WorkerLimits(
    Duration start,
    Duration close,
    Duration grace,
    Duration check,
    Duration cancel,
    long logBytes) {

  public static final WorkerLimits DEFAULT =
      new WorkerLimits(
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Duration.ofMinutes(2),
          Duration.ofSeconds(2),
          64L << 20);
}
