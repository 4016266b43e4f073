package io.humhelix.bench.testkit;

/**
 * A call as the {@link FakeBackend} itself saw it, to check a measurement against.
 *
 * @param number number of the call on its live system, from 1
 * @param startNanos start of the call, on the fake's clock
 * @param endNanos end of the call, on the same clock
 */
public record FakeCall(int number, long startNanos, long endNanos) {

  /**
   * Returns how long the call took inside the backend.
   *
   * @return nanoseconds
   */
  public long nanos() {
    return endNanos - startNanos;
  }
}
