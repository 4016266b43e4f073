package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.telemetry.KernelFiles;
import io.humhelix.bench.result.Issue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Waits before a fork until the machine is as idle and cool as at the start of the run. */
@FunctionalInterface
public interface CoolDown {

  /** Does not wait. */
  CoolDown NONE = cancellation -> Optional.empty();

  /** Waits at most this long before each fork; zero does not wait. */
  static CoolDown upTo(Duration longest, NanoClock clock) {
    return longest.isZero()
        ? NONE
        : new CalmMachine(longest, KernelFiles.HERE, clock, LockSupport::parkNanos);
  }

  /**
   * Waits.
   *
   * @param cancellation ends the waiting
   * @return a warning, if the machine was still busy or warm after the longest wait
   */
  Optional<Issue> await(Cancellation cancellation);
}
