package io.humhelix.bench.backend.onnx.words;

import java.util.Objects;

/**
 * A word in time.
 *
 * @param text with its leading blank; empty once it has become part of a neighbour
 * @param tokens how many tokens it is written with
 * @param start seconds
 * @param end seconds
 */
public record TimedWord(String text, int tokens, double start, double end) {

  public TimedWord {
    Objects.requireNonNull(text, "text");
  }

  TimedWord between(double newStart, double newEnd) {
    return new TimedWord(text, tokens, newStart, newEnd);
  }

  TimedWord written(String newText, int newTokens) {
    return new TimedWord(newText, newTokens, start, end);
  }

  double duration() {
    return end - start;
  }
}
