package io.humhelix.bench.backend.onnx.runtime;

import io.humhelix.bench.spi.SutException;
import java.util.List;

/** A loaded ONNX graph. Thread-safe; its {@link Call}s are for one thread each. */
interface Graph extends AutoCloseable {

  /** Fixes which inputs are given and which outputs are wanted, so that a run names none. */
  Call call(List<String> inputs, List<String> outputs);

  /** How nodes were spread over execution providers. */
  List<ProviderNodes> assignment() throws SutException;

  @Override
  void close();

  /** A way to run the graph, again and again. */
  interface Call extends AutoCloseable {

    /**
     * Runs the graph; returns when all outputs are written.
     *
     * @param inputs one for each input name
     * @param outputs one for each output name, of the very shape that the graph will give
     */
    void run(Tensor[] inputs, Tensor[] outputs) throws SutException;

    @Override
    void close();
  }
}
