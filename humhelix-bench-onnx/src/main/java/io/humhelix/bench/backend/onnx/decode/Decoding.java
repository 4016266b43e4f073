package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.spi.SutException;

/**
 * Rows of tokens that grow together, each with its key/value cache. For one thread.
 *
 * <p>Returned logits are overwritten by the next call; until then the caller may change them.
 */
public interface Decoding extends AutoCloseable {

  /**
   * Returns how many rows there are.
   *
   * @return windows x rows per window
   */
  int rows();

  /**
   * Feeds the prompt, the first call of a decoding.
   *
   * @param tokens one array a row, all of the same length, 1 or more
   * @param positions places in the prompt whose logits are wanted, each within its length; none
   *     where only the attention is
   * @return {@code [row][position index]}: the logits over the vocabulary after that place
   * @throws SutException if the engine fails or memory runs out
   */
  float[][][] prompt(int[][] tokens, int... positions) throws SutException;

  /**
   * Feeds one more token a row.
   *
   * @param tokens one a row; a finished row gets any token, its logits mean nothing
   * @return {@code [row]}: the logits over the vocabulary after the token
   * @throws SutException if the engine fails or memory runs out
   */
  float[][] next(int[] tokens) throws SutException;

  /**
   * Lets each row go on from what another one has seen, as beam search needs it.
   *
   * @param sources for each row the row whose cache it takes, of the same window
   * @throws SutException if the engine fails or memory runs out
   */
  void reorder(int[] sources) throws SutException;

  /**
   * Returns the cross-attention weights of the last call.
   *
   * @param layer decoder layer, one of those that {@link WhisperNetwork#decode} was given
   * @param head head within it, from 0
   * @param row row, from 0
   * @return {@code [token of the last call][encoder position]}
   * @throws IllegalArgumentException if the weights of that layer were not requested
   */
  float[][] crossAttention(int layer, int head, int row);

  /** Releases the caches. */
  @Override
  void close();
}
