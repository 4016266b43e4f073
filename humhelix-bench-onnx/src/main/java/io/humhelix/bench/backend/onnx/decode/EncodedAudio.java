package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.spi.SutException;

/**
 * The encoder's output for one or more 30 s windows. It may lie in device memory. Close it when all
 * decodings that were started with it are closed.
 */
public interface EncodedAudio extends AutoCloseable {

  /**
   * Returns how many windows were encoded together.
   *
   * @return 1 or more
   */
  int windows();

  /**
   * Returns some of the windows, to decode them for themselves. They are closed apart from this
   * one, and before it.
   *
   * @param from the first of them, from 0
   * @param count how many, 1 or more
   * @return these windows
   * @throws SutException if the engine fails or memory runs out
   */
  EncodedAudio windows(int from, int count) throws SutException;

  /** Releases the memory. */
  @Override
  void close();
}
