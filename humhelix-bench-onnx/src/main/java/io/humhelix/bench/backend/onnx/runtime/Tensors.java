package io.humhelix.bench.backend.onnx.runtime;

import io.humhelix.bench.spi.SutException;
import java.util.Optional;

/** Makes tensors for the graphs of one network. Thread-safe. */
interface Tensors extends AutoCloseable {

  /** A tensor whose numbers Java reads and writes. */
  Tensor host(Format format, long... shape) throws SutException;

  /** A tensor that a graph fills and another one reads, in whatever memory suits the graphs. */
  Tensor resident(Format format, long... shape) throws SutException;

  /** Where {@link #resident} tensors lie: {@code Cpu}, {@code Cuda:0}. */
  String place();

  /** Whether {@link #resident} tensors lie in host memory too. */
  boolean residentOnHost();

  /** Whether {@link #host} tensors are locked into place for a device. */
  boolean pinned();

  /**
   * The arena of {@link #resident} tensors.
   *
   * @return empty if there is none, or this ONNX Runtime does not tell (it does from version 1.23)
   */
  Optional<ArenaSize> arena() throws SutException;

  @Override
  void close();
}
