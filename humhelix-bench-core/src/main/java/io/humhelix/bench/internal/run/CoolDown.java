package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.telemetry.KernelFiles;
import io.humhelix.bench.result.Issue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Waits between two forks until the machine is as it was at the start, or long enough. */
@FunctionalInterface
public interface CoolDown {

  /** Does not wait. */
  CoolDown NONE = cancellation -> Optional.empty();

  /** On this machine, for so long at most before a fork; zero does not wait. */
  static CoolDown upTo(Duration longest, NanoClock clock) {
    return longest.isZero()
        ? NONE
        : new CalmMachine(longest, KernelFiles.HERE, clock, LockSupport::parkNanos);
  }

  /**
   * Waits.
   *
   * @param cancellation ends the waiting
   * @return what is not as it was, if the longest wait is over
   */
  Optional<Issue> await(Cancellation cancellation);
}
