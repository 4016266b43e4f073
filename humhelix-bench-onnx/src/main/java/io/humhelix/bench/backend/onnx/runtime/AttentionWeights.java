package io.humhelix.bench.backend.onnx.runtime;

import io.humhelix.bench.backend.onnx.model.NetworkSizes;
import io.humhelix.bench.spi.SutException;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The cross-attention weights of the last call, for the layers that are wanted. */
final class AttentionWeights implements AutoCloseable {

  private final LoadedGraphs graphs;
  private final List<Integer> layers;
  private Tensor[] weights = new Tensor[0];
  private int length;
  private int rowsPerBatchRow = 1;

  AttentionWeights(LoadedGraphs graphs, Set<Integer> layers) {
    this.graphs = graphs;
    this.layers = List.copyOf(layers);
  }

  /** Tensors for the next call's weights, one for each layer. */
  Tensor[] next(int batch, int tokens) throws SutException {
    NetworkSizes sizes = graphs.sizes();
    Tensor[] made = new Tensor[layers.size()];
    try {
      for (int i = 0; i < made.length; i++) {
        made[i] =
            graphs
                .tensors()
                .host(
                    graphs.crossAttention().orElseThrow(),
                    batch,
                    sizes.decoderHeads(),
                    tokens,
                    sizes.encoderPositions());
      }
      return made;
    } catch (SutException | RuntimeException e) {
      KeyValueCache.close(made);
      throw e;
    }
  }

  /** Takes over filled tensors. */
  void replace(Tensor[] filled, int tokens) {
    KeyValueCache.close(weights);
    weights = filled;
    length = tokens;
    rowsPerBatchRow = 1;
  }

  /** Says how many rows share each row of the last call. */
  void rows(int perBatchRow) {
    rowsPerBatchRow = perBatchRow;
  }

  float[][] read(int layer, int head, int row) {
    int index = layers.indexOf(layer);
    if (index < 0 || weights.length == 0) {
      throw new IllegalArgumentException(
          "No weights of layer " + layer + ": asked for were " + layers + ", at a call before");
    }
    NetworkSizes sizes = graphs.sizes();
    Objects.checkIndex(head, sizes.decoderHeads());
    Tensor tensor = weights[index];
    int positions = sizes.encoderPositions();
    long block = (long) row / rowsPerBatchRow * sizes.decoderHeads() + head;
    float[][] result = new float[length][positions];
    for (int token = 0; token < length; token++) {
      long offset = (block * length + token) * positions;
      HalfFloats.read(tensor.bytes(), tensor.format(), Math.toIntExact(offset), result[token]);
    }
    return result;
  }

  @Override
  public void close() {
    KeyValueCache.close(weights);
    weights = new Tensor[0];
  }
}
