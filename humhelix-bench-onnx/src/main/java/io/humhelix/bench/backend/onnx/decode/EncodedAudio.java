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
   * Returns a single window, to decode it again or to align its words. It is closed apart from this
   * one, and before it.
   *
   * @param index window, from 0
   * @return that window
   * @throws SutException if the engine fails or memory runs out
   */
  EncodedAudio window(int index) throws SutException;

  /** Releases the memory. */
  @Override
  void close();
}
