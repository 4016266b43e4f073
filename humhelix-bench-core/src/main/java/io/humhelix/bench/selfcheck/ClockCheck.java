package io.humhelix.bench.selfcheck;

import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Whether the clock never goes back, how fine it is and what it costs to read. After JMH's
 * validation test of timers (latency and granularity).
 */
final class ClockCheck extends HarnessCheck {

  private static final int READS = 200_000;

  /** The bar for known delays is 50 µs; a clock as coarse as that cannot hold it. */
  private static final long COARSEST_NANOS = 25_000;

  private static final long COARSE_NANOS = 1_000;
  private static final long DEAR_NANOS = 1_000;

  private final LongSupplier clock;

  ClockCheck(LongSupplier clock) {
    super("clock");
    this.clock = clock;
  }

  @Override
  Finding finding() {
    long finest = Long.MAX_VALUE;
    long back = 0;
    long start = clock.getAsLong();
    long last = start;
    for (int i = 0; i < READS; i++) {
      long now = clock.getAsLong();
      long step = now - last;
      if (step > 0) {
        finest = Math.min(finest, step);
      } else if (step < 0) {
        back = Math.max(back, -step);
      }
      last = now;
    }
    double cost = (double) (last - start) / READS;
    return judge(finest, back, cost)
        .with("resolution_ns", finest == Long.MAX_VALUE ? 0 : finest)
        .with("cost_ns", cost);
  }

  private Finding judge(long finest, long back, double cost) {
    if (back > 0) {
      return fail(
          "the clock went back by " + back + " ns.",
          "Use a clock source that is stable across CPUs (on Linux: tsc or kvm-clock).");
    }
    if (finest == Long.MAX_VALUE || finest > COARSEST_NANOS) {
      return fail(
          finest == Long.MAX_VALUE
              ? "the clock stands still."
              : "the clock's resolution is " + finest + " ns; allowed: " + COARSEST_NANOS + " ns.",
          "Use another clock source (on Linux: tsc or kvm-clock).");
    }
    String found =
        String.format(
            Locale.ROOT, "never went back; resolution %d ns, %.0f ns per reading.", finest, cost);
    return finest > COARSE_NANOS || cost > DEAR_NANOS
        ? warn(found, "Calls below 1 ms are measured coarsely; use another clock source.")
        : ok(found);
  }
}
