package io.humhelix.bench.result;

import java.util.Objects;

/**
 * A word with its place in the audio.
 *
 * @param startSeconds start within the clip
 * @param endSeconds end within the clip
 * @param text the word
 */
public record Word(double startSeconds, double endSeconds, String text) {
  public Word {
    Objects.requireNonNull(text, "text");
  }
}
