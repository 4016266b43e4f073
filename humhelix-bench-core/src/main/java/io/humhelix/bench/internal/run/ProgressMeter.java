package io.humhelix.bench.internal.run;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.internal.measure.NanoClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts passes over workloads and estimates the time left: the guess for the remaining passes,
 * scaled by actual over guessed time of the finished ones.
 */
final class ProgressMeter {

  private final Notifier notifier;
  private final NanoClock clock;
  private final Map<String, RunLength> lengths;
  private final long total;
  private final double totalSeconds;
  private final long start;
  private final Map<String, Long> doneBy = new HashMap<>();
  private long done;
  private double doneSeconds;
  private double timelessSeconds;

  /**
   * Starts at zero.
   *
   * @param lengths guess for each run config, by its id
   * @param passes passes of each run config in all its forks
   */
  ProgressMeter(
      Notifier notifier,
      NanoClock clock,
      Map<String, RunLength> lengths,
      Map<String, Long> passes) {
    this.notifier = notifier;
    this.clock = clock;
    this.lengths = Map.copyOf(lengths);
    total = passes.values().stream().mapToLong(Long::longValue).sum();
    totalSeconds =
        passes.entrySet().stream()
            .mapToDouble(e -> lengths.get(e.getKey()).ofPasses(e.getValue()))
            .sum();
    start = clock.nanos();
  }

  /** Counts passes that took time, and notifies listeners. */
  void done(String runConfigId, long passes) {
    if (count(runConfigId, passes)) {
      tell();
    }
  }

  /**
   * Counts passes that took no time in this process, being stored or skipped, and notifies
   * listeners.
   */
  void withoutTime(String runConfigId, long passes) {
    double before = doneSeconds;
    if (count(runConfigId, passes)) {
      timelessSeconds += doneSeconds - before;
      tell();
    }
  }

  private void tell() {
    Duration elapsed = Duration.ofNanos(clock.nanos() - start);
    double made = doneSeconds - timelessSeconds;
    Optional<Duration> left =
        made > 0
            ? Optional.of(
                Duration.ofNanos(
                    Math.round(elapsed.toNanos() * (totalSeconds - doneSeconds) / made)))
            : Optional.empty();
    notifier.tell(
        "progressed", l -> l.progressed(new RunEvents.Progressed(done, total, elapsed, left)));
  }

  private boolean count(String runConfigId, long passes) {
    long before = doneBy.getOrDefault(runConfigId, 0L);
    if (passes <= before) {
      return false;
    }
    RunLength length = lengths.get(runConfigId);
    doneBy.put(runConfigId, passes);
    done += passes - before;
    doneSeconds += length.ofPasses(passes) - length.ofPasses(before);
    return true;
  }
}
