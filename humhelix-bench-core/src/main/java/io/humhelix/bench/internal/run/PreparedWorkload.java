package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.PreparedClip;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Issue;
import java.util.List;

/**
 * A workload whose audio was read.
 *
 * @param workload what the definition says of it
 * @param clips those that could be read
 * @param issues what was found; with an error among them, its run configs are refused
 */
public record PreparedWorkload(Workload workload, List<PreparedClip> clips, List<Issue> issues) {

  public PreparedWorkload {
    clips = List.copyOf(clips);
    issues = List.copyOf(issues);
  }

  /** Returns the original length of all clips in seconds. */
  public double audioSeconds() {
    return clips.stream().mapToDouble(c -> c.audio().durationSeconds()).sum();
  }
}
