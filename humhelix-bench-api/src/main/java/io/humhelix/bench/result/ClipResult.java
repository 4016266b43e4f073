package io.humhelix.bench.result;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The result of one call of a trial.
 *
 * @param call the call, with its times
 * @param transcript what the engine returned
 * @param score agreement with the reference; empty if the clip has no reference
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
   * Returns the segments of the text.
   *
   * @return in the order of the audio, possibly none
   */
  public List<Segment> segments() {
    return transcript.segments();
  }

  /**
   * Returns the phases of the call, as reported by the engine.
   *
   * @return possibly none
   */
  public List<Phase> phases() {
    return transcript.phases();
  }

  /**
   * Returns the time from the call until the first segment.
   *
   * @return nanoseconds; empty if the engine gives no partial results, or there was no segment
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
