package io.humhelix.bench.backend.onnx.tokens;

import java.util.List;
import java.util.Objects;

/**
 * A word and the tokens that it is written with.
 *
 * @param text the word, with its leading blank
 * @param tokens ids, at least one
 */
public record WordTokens(String text, List<Integer> tokens) {

  public WordTokens {
    Objects.requireNonNull(text, "text");
    tokens = List.copyOf(tokens);
  }
}
