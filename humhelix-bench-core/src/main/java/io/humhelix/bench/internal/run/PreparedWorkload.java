package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.PreparedClip;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.Issue;
import java.util.List;

/**
 * A workload whose audio was read.
 *
 * @param workload as the definition has it
 * @param clips those that could be read
 * @param issues problems of its clips; an error refuses its run configs
 */
public record PreparedWorkload(Workload workload, List<PreparedClip> clips, List<Issue> issues) {

  public PreparedWorkload {
    clips = List.copyOf(clips);
    issues = List.copyOf(issues);
  }

  /** Returns how long a call of each clip may take, in nanoseconds. */
  public long[] timeoutNanos(TrialPolicy policy) {
    return clips.stream()
        .mapToLong(c -> policy.callTimeoutFor(c.audio().durationSeconds()).toNanos())
        .toArray();
  }

  /** Returns a series for calls on these clips. */
  public CallSeries.Builder calls() {
    return CallSeries.builder(
        clips.stream().map(c -> c.clip().id()).toList(),
        clips.stream().mapToDouble(c -> c.audio().durationSeconds()).toArray(),
        clips.size());
  }

  /** Returns the original length of all clips in seconds. */
  public double audioSeconds() {
    return clips.stream().mapToDouble(c -> c.audio().durationSeconds()).sum();
  }
}
