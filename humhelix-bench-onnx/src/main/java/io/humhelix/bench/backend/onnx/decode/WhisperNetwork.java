package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.spi.SutException;

/**
 * The two networks of Whisper as a search sees them. The decoder's key/value cache stays wherever
 * the network works; only tokens go in and logits come out. Thread-safe.
 */
public interface WhisperNetwork extends AutoCloseable {

  /**
   * Encodes windows together.
   *
   * @param features log-mel features, window after window, each {@code mels x 3000}, row-major
   * @param windows how many
   * @return the encoder's output
   * @throws SutException if the engine fails or memory runs out
   */
  EncodedAudio encode(float[] features, int windows) throws SutException;

  /**
   * Starts decoding. Rows are ordered by window: {@code rowsPerWindow} rows of the first window,
   * then those of the second.
   *
   * @param audio what {@link #encode} returned
   * @param rowsPerWindow 1 for greedy search, the number of beams or candidates otherwise
   * @param attentionLayers decoder layers, from 0, whose cross-attention weights each call of the
   *     decoding brings back too; none unless word times are wanted, since the weights are large
   * @return a decoding without tokens
   * @throws SutException if the engine fails or memory runs out
   * @throws UnsupportedOperationException if layers are named and {@link #hasCrossAttention} is
   *     false
   */
  Decoding decode(EncodedAudio audio, int rowsPerWindow, int... attentionLayers)
      throws SutException;

  /**
   * Returns whether {@link Decoding#crossAttention} is there.
   *
   * @return whether the decoder graph gives its cross-attention weights
   */
  boolean hasCrossAttention();

  /** Releases both networks. No call may be under way. */
  @Override
  void close();
}
