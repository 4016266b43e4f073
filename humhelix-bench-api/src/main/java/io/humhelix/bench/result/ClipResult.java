package io.humhelix.bench.result;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one call of a trial gave.
 *
 * @param call which one, and when
 * @param transcript what the engine returned
 * @param score agreement with the reference; empty where the clip has none
 */
public record ClipResult(Call call, Transcript transcript, Optional<ClipScore> score) {

  public ClipResult {
    Objects.requireNonNull(call, "call");
    Objects.requireNonNull(transcript, "transcript");
    Objects.requireNonNull(score, "score");
  }

  /**
   * Returns the clip.
   *
   * @return its id within the workload
   */
  public String clipId() {
    return call.clipId();
  }

  /**
   * Returns the original length of the audio, never padded.
   *
   * @return seconds
   */
  public double audioSeconds() {
    return call.audioSeconds();
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
   * Returns the time from the call until the first segment.
   *
   * @return nanoseconds; empty where the engine gives no partial results or no segment came
   */
  public OptionalLong firstSegmentNanos() {
    return call.firstSegmentNanos();
  }

  /**
   * Returns the time within the system, until all text existed.
   *
   * @return nanoseconds
   */
  public long totalNanos() {
    return call.totalNanos();
  }
}
