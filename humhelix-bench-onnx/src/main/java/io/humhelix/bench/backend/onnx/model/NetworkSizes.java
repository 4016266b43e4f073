package io.humhelix.bench.backend.onnx.model;

/**
 * Sizes of a Whisper model's networks, from {@code config.json}.
 *
 * @param mels mel bands of the input, 80 or 128 ({@code num_mel_bins})
 * @param width width of the hidden states ({@code d_model})
 * @param encoderLayers layers of the encoder
 * @param encoderHeads attention heads of each of these
 * @param decoderLayers layers of the decoder
 * @param decoderHeads attention heads of each of these
 * @param encoderPositions positions of the encoder's output, 1500 for 30 s ({@code
 *     max_source_positions})
 * @param decoderPositions most tokens that the decoder can see, prompt included ({@code
 *     max_target_positions})
 * @param vocabulary tokens that the decoder gives a logit for ({@code vocab_size})
 */
public record NetworkSizes(
    int mels,
    int width,
    int encoderLayers,
    int encoderHeads,
    int decoderLayers,
    int decoderHeads,
    int encoderPositions,
    int decoderPositions,
    int vocabulary) {

  /**
   * Returns how many features a window has along time.
   *
   * @return frames of 10 ms: two for each position of the encoder
   */
  public int frames() {
    return 2 * encoderPositions;
  }

  /**
   * Returns the width of one head of the decoder.
   *
   * @return the last dimension of the key/value cache
   */
  public int decoderHeadWidth() {
    return width / decoderHeads;
  }
}
