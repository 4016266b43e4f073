package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.NanoClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The time that a run config may take over its forks, those on disk included: a run that is resumed
 * has no more of it than one that went through at once.
 */
final class TimeBudget {

  private final Optional<Duration> limit;
  private final NanoClock clock;
  private final Map<Integer, Duration> forks;
  private int running;
  private long startNanos;

  /**
   * A budget of which some is spent.
   *
   * @param limit empty for none
   * @param spent time by fork
   */
  TimeBudget(Optional<Duration> limit, NanoClock clock, Map<Integer, Duration> spent) {
    this.limit = limit;
    this.clock = clock;
    forks = new HashMap<>(spent);
  }

  /** Begins to count a fork, which may have taken some time before. */
  void begin(int fork) {
    running = fork;
    startNanos = clock.nanos();
  }

  /** Ends counting a fork, and returns what it took, with what it took before. */
  Duration end() {
    Duration took = forks.merge(running, sinceStart(), Duration::plus);
    running = 0;
    return took;
  }

  private Duration sinceStart() {
    return running == 0 ? Duration.ZERO : Duration.ofNanos(clock.nanos() - startNanos);
  }

  /** Returns whether it is used up, by now. */
  boolean isUsedUp() {
    return limit
        .filter(
            most ->
                forks.values().stream().reduce(sinceStart(), Duration::plus).compareTo(most) >= 0)
        .isPresent();
  }
}
