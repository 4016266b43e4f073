package io.humhelix.bench.backend.onnx.decode;

import java.util.List;

/**
 * A segment before it has its text.
 *
 * @param start seconds within the piece of audio
 * @param end seconds within the piece of audio
 * @param tokens text and time tokens
 */
record TimedTokens(double start, double end, List<Integer> tokens) {

  TimedTokens {
    tokens = List.copyOf(tokens);
  }
}
