package io.humhelix.bench.spi;

import io.humhelix.bench.result.Segment;

/** Told by a {@link Sut} of moments within a call, so that the harness can take the time. */
public interface TranscriptionProgress {

  /** The engine has returned, and segments can be read now: the end of the inference time. */
  void segmentsReadable();

  /**
   * A segment has its text. The first one is the first-segment latency of engines with partial
   * results.
   *
   * @param segment the segment; it must be in the {@link Transcript} too
   */
  void segment(Segment segment);
}
