package io.humhelix.bench.selfcheck;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whether a second of the clock is a second: the clock against the kernel's uptime, from when this
 * check was made until it is asked. The longer that is, the more it tells.
 */
final class ClockRateCheck extends HarnessCheck {

  /** The kernel gives uptime in hundredths of a second. */
  private static final double UPTIME_STEP_SECONDS = 0.01;

  private static final double MOST_DEVIATION = 0.01;
  private static final double SHORTEST_SECONDS = 1;

  private final LongSupplier clock;
  private final Supplier<OptionalDouble> uptime;
  private final long startNanos;
  private final OptionalDouble startUptime;

  ClockRateCheck(LongSupplier clock, Supplier<OptionalDouble> uptime) {
    super("clock-rate");
    this.clock = clock;
    this.uptime = uptime;
    startUptime = uptime.get();
    startNanos = clock.getAsLong();
  }

  @Override
  Finding finding() {
    OptionalDouble now = uptime.get();
    double nanos = clock.getAsLong() - startNanos;
    if (startUptime.isEmpty() || now.isEmpty()) {
      return notChecked("needs /proc/uptime.");
    }
    double kernel = now.getAsDouble() - startUptime.getAsDouble();
    if (kernel < SHORTEST_SECONDS) {
      return notChecked("too little time has passed.");
    }
    double seconds = nanos / 1e9;
    double uncertain = 2 * UPTIME_STEP_SECONDS / kernel;
    double deviation = seconds / kernel - 1;
    String found =
        String.format(
            Locale.ROOT,
            "%.2f s by the clock were %.2f s by the kernel (%+.2f %%, uncertainty %.2f %%).",
            seconds,
            kernel,
            100 * deviation,
            100 * uncertain);
    Finding finding =
        Math.abs(deviation) > MOST_DEVIATION + uncertain
            ? fail(found, "All times would be wrong by that much; fix the machine's clock source.")
            : ok(found);
    return finding.with("deviation_percent", 100 * deviation);
  }
}
