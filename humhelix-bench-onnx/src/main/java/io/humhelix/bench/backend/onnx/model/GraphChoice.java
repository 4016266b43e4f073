package io.humhelix.bench.backend.onnx.model;

import java.util.Objects;
import java.util.Optional;

/**
 * Which of a folder's graphs to use.
 *
 * @param encoder form of the encoder; empty takes the most precise
 * @param decoder form of the decoder; empty takes the most precise
 * @param encoderFile file name of the encoder instead; empty finds it by form
 * @param decoderFile file name of the decoder instead; empty finds it by form
 */
public record GraphChoice(
    Optional<GraphVariant> encoder,
    Optional<GraphVariant> decoder,
    Optional<String> encoderFile,
    Optional<String> decoderFile) {

  /** The most precise form that both networks are there in. */
  public static final GraphChoice DEFAULT =
      new GraphChoice(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public GraphChoice {
    Objects.requireNonNull(encoder, "encoder");
    Objects.requireNonNull(decoder, "decoder");
    Objects.requireNonNull(encoderFile, "encoderFile");
    Objects.requireNonNull(decoderFile, "decoderFile");
  }

  /**
   * Both networks in one form.
   *
   * @param form the form
   * @return the choice
   */
  public static GraphChoice of(GraphVariant form) {
    return new GraphChoice(
        Optional.of(form), Optional.of(form), Optional.empty(), Optional.empty());
  }
}
