package io.humhelix.bench.backend.onnx.decode;

import java.util.List;
import java.util.Optional;

/**
 * What was decoded for a window.
 *
 * @param tokens text and time tokens, without prompt and end of text
 * @param language given or detected; empty for English-only models
 * @param temperature that gave it
 * @param meanLogProbability mean over the tokens and the end of text; NaN if not looked at
 * @param silenceProbability probability that nothing is said; NaN if not looked at
 * @param compressionRatio bytes of the text by bytes of its zlib form
 */
record DecodedWindow(
    List<Integer> tokens,
    Optional<String> language,
    double temperature,
    double meanLogProbability,
    double silenceProbability,
    double compressionRatio) {

  DecodedWindow {
    tokens = List.copyOf(tokens);
  }
}
