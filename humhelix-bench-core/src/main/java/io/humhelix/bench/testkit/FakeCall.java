package io.humhelix.bench.testkit;

/**
 * What a {@link FakeBackend} itself saw of a call, to hold a measurement against.
 *
 * @param number number of the call on its live system, from 1
 * @param startNanos when the call came in, on the fake's clock
 * @param endNanos when it went back, on the same clock
 */
public record FakeCall(int number, long startNanos, long endNanos) {

  /**
   * Returns how long the call took inside.
   *
   * @return nanoseconds
   */
  public long nanos() {
    return endNanos - startNanos;
  }
}
