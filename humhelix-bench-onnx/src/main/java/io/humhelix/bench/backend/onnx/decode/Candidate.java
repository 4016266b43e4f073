package io.humhelix.bench.backend.onnx.decode;

import java.util.List;

/**
 * A text that a search found for a window.
 *
 * @param tokens without prompt and without end of text
 * @param logProbability sum over the tokens and the end of text; NaN if it was not looked at
 */
record Candidate(List<Integer> tokens, double logProbability) {

  Candidate {
    tokens = List.copyOf(tokens);
  }
}
