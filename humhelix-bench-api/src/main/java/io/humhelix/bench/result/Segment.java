package io.humhelix.bench.result;

import java.util.List;
import java.util.Objects;

/**
 * A piece of text with its position in the audio.
 *
 * @param startSeconds start within the clip
 * @param endSeconds end within the clip
 * @param text as the engine wrote it, leading blank included
 * @param words its words; empty if none were requested
 */
public record Segment(double startSeconds, double endSeconds, String text, List<Word> words) {

  public Segment {
    Objects.requireNonNull(text, "text");
    words = List.copyOf(words);
  }

  /**
   * A segment without word times.
   *
   * @param startSeconds start within the clip
   * @param endSeconds end within the clip
   * @param text as the engine wrote it
   * @return the segment
   */
  public static Segment of(double startSeconds, double endSeconds, String text) {
    return new Segment(startSeconds, endSeconds, text, List.of());
  }
}
