package io.humhelix.bench.spi;

import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;

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

  /**
   * Some text has arrived that is no segment with times, such as a word or a token. If it comes
   * before any segment, it ends the first-segment latency.
   *
   * @param text what has arrived; it must be in the {@link Transcript} too
   */
  default void partialText(String text) {
    // A host's implementation from before this method existed need not know it.
  }
}
