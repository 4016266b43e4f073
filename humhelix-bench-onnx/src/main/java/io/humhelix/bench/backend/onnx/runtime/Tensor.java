package io.humhelix.bench.backend.onnx.runtime;

import java.nio.ByteBuffer;

/** Numbers that a graph reads or writes. Closing it again does nothing. */
interface Tensor extends AutoCloseable {

  Format format();

  long[] shape();

  /**
   * The numbers themselves, in native byte order, without a copy.
   *
   * @throws UnsupportedOperationException unless it was made by {@link Tensors#host}
   */
  ByteBuffer bytes();

  @Override
  void close();
}
