package io.humhelix.bench.result;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One call: one clip in one trial. Times are raw, from the monotonic clock.
 *
 * @param clipId the clip within its workload
 * @param position place in the order in which the trial took its clips, from 0
 * @param audioSeconds original length of the audio, never padded
 * @param startNanos start of the call, counted from the start of the trial
 * @param inferenceNanos from the call until segments could be read; in chunks, the time within the
 *     calls that took them
 * @param transcriptionNanos reading all segments: much for an engine that decodes lazily, about 0
 *     for one that returns everything at once
 * @param firstSegmentNanos from the call until the first segment; empty where the engine gives no
 *     partial results or no segment came
 * @param text all segments joined, as the engine wrote them
 * @param segments what the text consists of
 * @param phases the engine's own account
 * @param score agreement with the reference; empty where the clip has none
 */
public record ClipResult(
    String clipId,
    int position,
    double audioSeconds,
    long startNanos,
    long inferenceNanos,
    long transcriptionNanos,
    OptionalLong firstSegmentNanos,
    String text,
    List<Segment> segments,
    List<Phase> phases,
    Optional<ClipScore> score) {

  public ClipResult {
    Objects.requireNonNull(clipId, "clipId");
    Objects.requireNonNull(firstSegmentNanos, "firstSegmentNanos");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(score, "score");
    segments = List.copyOf(segments);
    phases = List.copyOf(phases);
    if (position < 0 || !(audioSeconds > 0)) {
      throw new IllegalArgumentException("position " + position + ", audio " + audioSeconds + " s");
    }
    if (startNanos < 0 || inferenceNanos < 0 || transcriptionNanos < 0) {
      throw new IllegalArgumentException("a time of clip '" + clipId + "' is negative");
    }
  }

  /**
   * Returns the latency: from the call until all text exists.
   *
   * @return nanoseconds
   */
  public long totalNanos() {
    return inferenceNanos + transcriptionNanos;
  }
}
