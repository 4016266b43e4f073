package io.humhelix.bench.backend.onnx.model;

import io.humhelix.bench.model.ComputeType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The numeric forms in which a graph is published, the most precise first, with what Optimum and
 * transformers.js append to a file's name.
 */
public enum GraphVariant {
  /** 32-bit floating point. */
  FLOAT32("float32", ""),
  /** 16-bit floating point. */
  FLOAT16("float16", "_fp16"),
  /** 16-bit floating point with the exponent of 32 bit. */
  BFLOAT16("bfloat16", "_bf16"),
  /** 8-bit weights as the publisher thought best; {@code q8} in transformers.js. */
  QUANTIZED("quantized", "_quantized"),
  /** 8-bit weights with a sign. */
  INT8("int8", "_int8"),
  /** 8-bit weights without a sign. */
  UINT8("uint8", "_uint8"),
  /** 4-bit weights, 32-bit arithmetic. */
  Q4("q4", "_q4"),
  /** 4-bit weights, 16-bit arithmetic. */
  Q4F16("q4f16", "_q4f16"),
  /** 4-bit weights in bitsandbytes' form. */
  BNB4("bnb4", "_bnb4");

  private static final Map<String, String> ALIASES = Map.of("q8", "quantized");

  private final String computeType;
  private final String suffix;

  GraphVariant(String computeType, String suffix) {
    this.computeType = computeType;
    this.suffix = suffix;
  }

  /**
   * Finds a form.
   *
   * @param word as in definitions, aliases included
   * @return the form, or empty if no graph is published so
   */
  public static Optional<GraphVariant> of(String word) {
    String canonical = new ComputeType(word).canonical();
    String name = ALIASES.getOrDefault(canonical, canonical);
    return Arrays.stream(values()).filter(form -> form.computeType.equals(name)).findFirst();
  }

  /** What a file's name says: the form whose suffix it ends in. */
  static GraphVariant ofFileName(String fileName) {
    String stem = fileName.toLowerCase(Locale.ROOT).replaceFirst("\\.onnx$", "");
    return Arrays.stream(values())
        .filter(form -> stem.endsWith(form.suffix))
        .max(Comparator.comparingInt(form -> form.suffix.length()))
        .orElse(FLOAT32);
  }

  /**
   * Returns the names in definitions.
   *
   * @return every form's, aliases included
   */
  public static List<String> words() {
    List<String> words =
        Arrays.stream(values()).map(form -> form.computeType).collect(Collectors.toList());
    words.addAll(ALIASES.keySet());
    return List.copyOf(words);
  }

  /**
   * Returns the name in definitions and results.
   *
   * @return such as {@code float16}
   */
  public String computeType() {
    return computeType;
  }

  /** The name of a graph's file in this form. */
  String fileName(String graph) {
    return graph + suffix + ".onnx";
  }
}
