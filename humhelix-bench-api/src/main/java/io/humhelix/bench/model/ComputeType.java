package io.humhelix.bench.model;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The numeric form of a model's weights and arithmetic: {@code float32}, {@code float16}, {@code
 * bfloat16}, {@code int8}, {@code int8_float16}, {@code q5_1}, … The set is open, since every
 * engine has its own; {@code fp32}, {@code fp16} and other short forms are aliases everywhere.
 *
 * @param word the word of the definition, kept for the results
 */
public record ComputeType(String word) {

  /** Leaves the choice to the engine or the model file. */
  public static final ComputeType DEFAULT = new ComputeType("default");

  private static final Map<String, String> ALIASES =
      Map.of(
          "fp32", "float32",
          "f32", "float32",
          "fp16", "float16",
          "f16", "float16",
          "bf16", "bfloat16",
          "int8_fp16", "int8_float16",
          "int8_fp32", "int8_float32",
          "int8_bf16", "int8_bfloat16");

  public ComputeType {
    Objects.requireNonNull(word, "word");
    if (word.isBlank()) {
      throw new IllegalArgumentException("the compute type is blank");
    }
  }

  /**
   * Returns the name without aliases, in lower case.
   *
   * @return for example {@code float16} for {@code FP16}
   */
  public String canonical() {
    String lower = word.toLowerCase(Locale.ROOT);
    return ALIASES.getOrDefault(lower, lower);
  }

  /**
   * Returns whether the choice is left to the engine.
   *
   * @return whether this is {@link #DEFAULT}
   */
  public boolean isDefault() {
    return canonical().equals(DEFAULT.word);
  }

  @Override
  public String toString() {
    return word;
  }
}
