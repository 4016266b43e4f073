package io.humhelix.bench.backend.whispercpp.library;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The attention heads of a model that follow the audio, by the model's name ({@code
 * whisper_alignment_heads_preset} in whisper.h, whose order this is; {@code -dtw} of whisper-cli).
 */
public enum AlignmentHeads {
  /** Those of {@code tiny.en}. */
  TINY_EN,
  /** Those of {@code tiny}. */
  TINY,
  /** Those of {@code base.en}. */
  BASE_EN,
  /** Those of {@code base}. */
  BASE,
  /** Those of {@code small.en}. */
  SMALL_EN,
  /** Those of {@code small}. */
  SMALL,
  /** Those of {@code medium.en}. */
  MEDIUM_EN,
  /** Those of {@code medium}. */
  MEDIUM,
  /** Those of {@code large-v1}. */
  LARGE_V1,
  /** Those of {@code large-v2}. */
  LARGE_V2,
  /** Those of {@code large-v3}. */
  LARGE_V3,
  /** Those of {@code large-v3-turbo}. */
  LARGE_V3_TURBO;

  /** {@code WHISPER_AHEADS_TINY_EN}. */
  private static final int FIRST_PRESET = 3;

  int preset() {
    return FIRST_PRESET + ordinal();
  }

  /**
   * Returns the model's name.
   *
   * @return such as {@code large-v3-turbo}
   */
  public String model() {
    String name = name().toLowerCase(Locale.ROOT);
    return name.endsWith("_en") ? name.replace("_en", ".en") : name.replace('_', '-');
  }

  /**
   * Finds heads.
   *
   * @param model the name of a model, such as {@code tiny.en}
   * @return the heads, if it is one of OpenAI's
   */
  public static Optional<AlignmentHeads> of(String model) {
    return Arrays.stream(values()).filter(heads -> heads.model().equals(model)).findFirst();
  }

  /**
   * Finds the heads of a model file by its name.
   *
   * @param fileName such as {@code ggml-tiny.en-q5_1.bin}
   * @return the heads, if it is named as whisper.cpp names OpenAI's models
   */
  public static Optional<AlignmentHeads> ofFile(String fileName) {
    String name = fileName.replaceFirst("^ggml-", "").replaceFirst("\\.bin$", "");
    Optional<AlignmentHeads> whole = of(name);
    return whole.isPresent() ? whole : of(name.replaceFirst("-(q\\d\\w*|f32|f16)$", ""));
  }
}
