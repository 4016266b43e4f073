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

  /**
   * Returns one of the windows alone, to decode it again or to align its words. It shares the
   * memory of this one, which must stay open as long as it is used; closing it releases nothing
   * else.
   *
   * @param index window, from 0
   * @return that window
   */
  EncodedAudio window(int index);

  /** Releases the memory. */
  @Override
  void close();
}
