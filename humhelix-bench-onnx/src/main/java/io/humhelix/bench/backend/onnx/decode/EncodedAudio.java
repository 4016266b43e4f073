package io.humhelix.bench.backend.onnx.decode;

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

  /** Releases the memory. */
  @Override
  void close();
}
