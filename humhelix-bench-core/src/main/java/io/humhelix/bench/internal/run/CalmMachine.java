package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.noise.NoiseLimits;
import io.humhelix.bench.internal.telemetry.CpuTimes;
import io.humhelix.bench.internal.telemetry.KernelFiles;
import io.humhelix.bench.internal.telemetry.Temperature;
import io.humhelix.bench.result.Issue;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongConsumer;

/**
 * Waits until the processors are idle and the hottest thermal zone is as cool as before the first
 * fork. The harness itself is idle meanwhile: all load comes from other programs or from leftovers
 * of the last fork. Where the system reports neither, it waits for the whole time. Not thread-safe.
 */
final class CalmMachine implements CoolDown {

  /** Sensors of processors move by a degree or two at rest. */
  private static final double MOST_WARMER = 3;

  private static final long LOOK_NANOS = 1_000_000_000;
  private static final long STEP_NANOS = 50_000_000;

  private final Duration longest;
  private final KernelFiles kernel;
  private final NanoClock clock;
  private final LongConsumer sleep;
  private OptionalDouble start = OptionalDouble.empty();
  private boolean started;

  CalmMachine(Duration longest, KernelFiles kernel, NanoClock clock, LongConsumer sleep) {
    this.longest = longest;
    this.kernel = kernel;
    this.clock = clock;
    this.sleep = sleep;
  }

  @Override
  public Optional<Issue> await(Cancellation cancellation) {
    if (!started) {
      started = true;
      start = Temperature.hottestCelsius(kernel);
      return Optional.empty();
    }
    long begin = clock.nanos();
    while (true) {
      double load = loadOfOthers(cancellation);
      double warmer = warmer();
      boolean known = !Double.isNaN(load) || !Double.isNaN(warmer);
      boolean calm = known && !(load > NoiseLimits.OTHER_LOAD_SHARE) && !(warmer > MOST_WARMER);
      if (calm || cancellation.requested()) {
        return Optional.empty();
      }
      if (clock.nanos() - begin >= longest.toNanos()) {
        return known ? Optional.of(issue(load, warmer)) : Optional.empty();
      }
    }
  }

  /** The share of the processors in use at the moment; NaN where the system does not report it. */
  private double loadOfOthers(Cancellation cancellation) {
    Optional<CpuTimes> before = CpuTimes.now(kernel);
    long begin = clock.nanos();
    while (clock.nanos() - begin < LOOK_NANOS && !cancellation.requested()) {
      sleep.accept(STEP_NANOS);
    }
    Optional<CpuTimes> after = CpuTimes.now(kernel);
    if (before.isEmpty() || after.isEmpty()) {
      return Double.NaN;
    }
    double all = after.get().total() - before.get().total();
    return all > 0 ? (after.get().busy() - before.get().busy()) / all : Double.NaN;
  }

  private double warmer() {
    OptionalDouble now = Temperature.hottestCelsius(kernel);
    return start.isPresent() && now.isPresent()
        ? now.getAsDouble() - start.getAsDouble()
        : Double.NaN;
  }

  private Issue issue(double load, double warmer) {
    String found =
        load > NoiseLimits.OTHER_LOAD_SHARE
            ? String.format(Locale.ROOT, "%.1f %% of the processors were in use", 100 * load)
            : String.format(
                Locale.ROOT, "it was %.1f degrees warmer than before the first fork", warmer);
    return Issue.warning(
        "not-cooled-down",
        String.format(
            Locale.ROOT,
            "after a wait of %.3g s the machine was still busier or warmer than at the start: %s.",
            longest.toNanos() / 1e9,
            found),
        "Close other programs, or raise trials.cooldown_s.");
  }
}
