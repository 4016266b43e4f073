package io.humhelix.bench.internal.run;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.internal.measure.NanoClock;
import java.time.Duration;
import java.util.Optional;

/** Counts passes over workloads and estimates the time left from those that are through. */
final class ProgressMeter {

  private final Notifier notifier;
  private final NanoClock clock;
  private final long total;
  private final long start;
  private long done;

  ProgressMeter(Notifier notifier, NanoClock clock, long total) {
    this.notifier = notifier;
    this.clock = clock;
    this.total = total;
    start = clock.nanos();
  }

  void passDone() {
    skipTo(done + 1);
  }

  /** Tells where the run stands, also when a run config ended early and its rest is left out. */
  void skipTo(long passes) {
    if (passes <= done) {
      return;
    }
    done = passes;
    Duration elapsed = Duration.ofNanos(clock.nanos() - start);
    Optional<Duration> left =
        done == 0
            ? Optional.empty()
            : Optional.of(elapsed.multipliedBy(total - done).dividedBy(done));
    notifier.tell(
        "progressed", l -> l.progressed(new RunEvents.Progressed(done, total, elapsed, left)));
  }
}
