package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.NanoClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The time that all forks of a run config may take together, stored ones included: a resumed run
 * has no more time than an uninterrupted one.
 */
final class TimeBudget {

  private final Optional<Duration> limit;
  private final NanoClock clock;
  private final Map<Integer, Duration> forks;
  private int running;
  private long startNanos;

  /**
   * A budget that may be partly spent.
   *
   * @param limit empty for none
   * @param spent time by fork
   */
  TimeBudget(Optional<Duration> limit, NanoClock clock, Map<Integer, Duration> spent) {
    this.limit = limit;
    this.clock = clock;
    forks = new HashMap<>(spent);
  }

  /** Starts the clock of a fork, which may have taken some time before. */
  void begin(int fork) {
    running = fork;
    startNanos = clock.nanos();
  }

  /** Stops the clock; returns all the time that the fork took. */
  Duration end() {
    Duration took = forks.merge(running, sinceStart(), Duration::plus);
    running = 0;
    return took;
  }

  private Duration sinceStart() {
    return running == 0 ? Duration.ZERO : Duration.ofNanos(clock.nanos() - startNanos);
  }

  /** Returns whether the budget is used up by now. */
  boolean isUsedUp() {
    return limit
        .filter(
            most ->
                forks.values().stream().reduce(sinceStart(), Duration::plus).compareTo(most) >= 0)
        .isPresent();
  }
}
