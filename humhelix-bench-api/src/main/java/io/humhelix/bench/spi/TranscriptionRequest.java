package io.humhelix.bench.spi;

import io.humhelix.bench.model.TranscriptionTask;
import java.util.Objects;

/**
 * One clip to transcribe.
 *
 * @param clipId the clip within its workload, for messages
 * @param samples mono samples at {@link #SAMPLE_RATE}, within -1 to 1; shared between calls, so do
 *     not write to them
 * @param task the task
 */
public record TranscriptionRequest(String clipId, float[] samples, TranscriptionTask task) {

  /** Samples per second. */
  public static final int SAMPLE_RATE = 16_000;

  public TranscriptionRequest {
    Objects.requireNonNull(clipId, "clipId");
    Objects.requireNonNull(samples, "samples");
    Objects.requireNonNull(task, "task");
  }

  /**
   * Returns the length of the audio.
   *
   * @return seconds
   */
  public double seconds() {
    return (double) samples.length / SAMPLE_RATE;
  }
}
