package io.humhelix.bench.spi;

import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;

/** Receives events of a call from a {@link Sut}; the harness takes the time. */
public interface TranscriptionProgress {

  /** Tells that the engine has returned and segments can be read: the inference time ends now. */
  void segmentsReadable();

  /**
   * Tells that a segment has its text. The first one ends the first-segment latency of engines with
   * partial results.
   *
   * @param segment the segment; it must be in the {@link Transcript} too
   */
  void segment(Segment segment);

  /**
   * Tells that text without segment times has arrived, such as a word or a token. If it comes
   * before any segment, it ends the first-segment latency.
   *
   * @param text the text; it must be in the {@link Transcript} too
   */
  default void partialText(String text) {
    // A host's implementation from before this method existed need not know it.
  }
}
