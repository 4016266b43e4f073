package io.humhelix.bench.backend.whispercpp.library;

import io.humhelix.bench.backend.ggml.ModelHeader;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The attention heads of a model that follow the audio, by the model's name ({@code
 * whisper_alignment_heads_preset} in whisper.h, whose order this is; {@code -dtw} of whisper-cli).
 */
public enum AlignmentHeads {
  /** Those of {@code tiny.en}. */
  TINY_EN(4, 384),
  /** Those of {@code tiny}. */
  TINY(4, 384),
  /** Those of {@code base.en}. */
  BASE_EN(6, 512),
  /** Those of {@code base}. */
  BASE(6, 512),
  /** Those of {@code small.en}. */
  SMALL_EN(12, 768),
  /** Those of {@code small}. */
  SMALL(12, 768),
  /** Those of {@code medium.en}. */
  MEDIUM_EN(24, 1024),
  /** Those of {@code medium}. */
  MEDIUM(24, 1024),
  /** Those of {@code large-v1}. */
  LARGE_V1(32, 1280),
  /** Those of {@code large-v2}. */
  LARGE_V2(32, 1280),
  /** Those of {@code large-v3}. */
  LARGE_V3(32, 1280),
  /** Those of {@code large-v3-turbo}. */
  LARGE_V3_TURBO(4, 1280);

  /** {@code WHISPER_AHEADS_TINY_EN}. */
  private static final int FIRST_PRESET = 3;

  private final int textLayers;
  private final int state;

  AlignmentHeads(int textLayers, int state) {
    this.textLayers = textLayers;
    this.state = state;
  }

  /**
   * Returns whether a model can have these heads: whisper.cpp reads past a smaller one's.
   *
   * @param model a model's sizes
   * @return whether its decoder has the layers and width of OpenAI's model
   */
  public boolean fit(ModelHeader model) {
    return model.textLayers() == textLayers && model.state() == state;
  }

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
