package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.backend.onnx.tokens.Blanks;
import io.humhelix.bench.result.Word;
import java.util.List;

/**
 * A segment with its text.
 *
 * @param start seconds within the piece of audio
 * @param end seconds within the piece of audio
 * @param text of its tokens, leading blank included
 * @param tokens text and time tokens
 * @param words with times within the piece; empty if none were requested
 */
record TimedText(double start, double end, String text, List<Integer> tokens, List<Word> words) {

  TimedText {
    tokens = List.copyOf(tokens);
    words = List.copyOf(words);
  }

  /** Returns whether the reference clears such a segment: no length, or no text. */
  boolean empty() {
    return start == end || Blanks.strip(text).isEmpty();
  }

  /** Returns where the last word of segments ends, or else the last segment; 0 of none. */
  static double end(List<TimedText> texts) {
    for (int i = texts.size() - 1; i >= 0; i--) {
      List<Word> words = texts.get(i).words();
      if (!words.isEmpty()) {
        return words.get(words.size() - 1).endSeconds();
      }
    }
    return texts.isEmpty() ? 0 : texts.get(texts.size() - 1).end();
  }
}
