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
 * @param transcript what the engine returned
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
    Transcript transcript,
    Optional<ClipScore> score) {

  public ClipResult {
    Objects.requireNonNull(clipId, "clipId");
    Objects.requireNonNull(firstSegmentNanos, "firstSegmentNanos");
    Objects.requireNonNull(transcript, "transcript");
    Objects.requireNonNull(score, "score");
    if (position < 0 || !(audioSeconds > 0)) {
      throw new IllegalArgumentException("position " + position + ", audio " + audioSeconds + " s");
    }
    if (startNanos < 0 || inferenceNanos < 0 || transcriptionNanos < 0) {
      throw new IllegalArgumentException("a time of clip '" + clipId + "' is negative");
    }
  }

  /**
   * Returns the text.
   *
   * @return as the engine wrote it
   */
  public String text() {
    return transcript.text();
  }

  /**
   * Returns what the text consists of.
   *
   * @return in the order of the audio, possibly none
   */
  public List<Segment> segments() {
    return transcript.segments();
  }

  /**
   * Returns the engine's own account of the time.
   *
   * @return possibly none
   */
  public List<Phase> phases() {
    return transcript.phases();
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
