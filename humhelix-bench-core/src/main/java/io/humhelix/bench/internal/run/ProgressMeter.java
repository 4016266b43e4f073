package io.humhelix.bench.internal.run;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.internal.measure.NanoClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts passes over workloads and estimates the time left from those that are through. */
final class ProgressMeter {

  private final Notifier notifier;
  private final NanoClock clock;
  private final long total;
  private final long start;
  private final Map<String, Long> doneBy = new HashMap<>();
  private long done;

  ProgressMeter(Notifier notifier, NanoClock clock, long total) {
    this.notifier = notifier;
    this.clock = clock;
    this.total = total;
    start = clock.nanos();
  }

  /** Tells where the run stands, also when a fork ended early and its rest is left out. */
  void done(String runConfigId, long passes) {
    long before = doneBy.getOrDefault(runConfigId, 0L);
    if (passes <= before) {
      return;
    }
    doneBy.put(runConfigId, passes);
    done += passes - before;
    Duration elapsed = Duration.ofNanos(clock.nanos() - start);
    Duration left = elapsed.multipliedBy(total - done).dividedBy(done);
    notifier.tell(
        "progressed",
        l -> l.progressed(new RunEvents.Progressed(done, total, elapsed, Optional.of(left))));
  }
}
