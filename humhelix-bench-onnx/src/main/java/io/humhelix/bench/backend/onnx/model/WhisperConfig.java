package io.humhelix.bench.backend.onnx.model;

import java.util.Objects;

/**
 * What a model's configuration says, from {@code config.json}, {@code generation_config.json},
 * {@code preprocessor_config.json} and the special tokens of {@code tokenizer.json}. Immutable.
 *
 * @param sizes sizes of the networks
 * @param generation how text is generated
 * @param tokens the special tokens
 */
public record WhisperConfig(NetworkSizes sizes, GenerationConfig generation, SpecialTokens tokens) {

  public WhisperConfig {
    Objects.requireNonNull(sizes, "sizes");
    Objects.requireNonNull(generation, "generation");
    Objects.requireNonNull(tokens, "tokens");
  }
}
