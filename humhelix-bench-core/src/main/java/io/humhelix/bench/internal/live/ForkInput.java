package io.humhelix.bench.internal.live;

import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.PreparedClip;
import io.humhelix.bench.internal.measure.Schedule;
import java.util.List;

/**
 * The input of all trials of a fork.
 *
 * @param clips the workload's clips
 * @param timeouts longest time of a call of each clip, in nanoseconds
 * @param schedule the run's random orders
 * @param number of the fork
 * @param cancellation checked between calls
 * @param mostErrorPercent largest share of failed calls in a valid trial
 */
public record ForkInput(
    List<PreparedClip> clips,
    long[] timeouts,
    Schedule schedule,
    int number,
    Cancellation cancellation,
    double mostErrorPercent) {

  public ForkInput {
    clips = List.copyOf(clips);
  }
}
