package io.humhelix.bench.backend.onnx.words;

import java.util.List;

/**
 * A segment with its words.
 *
 * @param start seconds
 * @param end seconds
 * @param words in order; empty if it has none
 */
public record SegmentWords(double start, double end, List<TimedWord> words) {

  public SegmentWords {
    words = List.copyOf(words);
  }
}
