package io.humhelix.bench.backend.onnx.runtime;

import io.humhelix.bench.spi.SutException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The passes over one more token a row. What does not change from one to the next is made once;
 * each makes the tensors of the longer cache, and nothing else.
 */
final class LaterSteps implements AutoCloseable {

  private final LoadedGraphs graphs;
  private final KeyValueCache cache;
  private final AttentionWeights attention;
  private final Tensor hidden;
  private final int rows;
  private final StepInputs inputs;
  private final Tensor logits;
  private final Graph.Call call;
  private final float[][] result;

  LaterSteps(
      LoadedGraphs graphs,
      KeyValueCache cache,
      AttentionWeights attention,
      Set<Integer> attentionLayers,
      Tensor hidden,
      int rows)
      throws SutException {
    DecoderPass pass = graphs.later();
    int vocabulary = graphs.sizes().vocabulary();
    this.graphs = graphs;
    this.cache = cache;
    this.attention = attention;
    this.hidden = hidden;
    this.rows = rows;
    this.result = new float[rows][vocabulary];
    this.inputs = new StepInputs(graphs.tensors(), pass, rows, 1, true);
    try {
      this.logits = graphs.tensors().host(pass.logits(), rows, 1, vocabulary);
    } catch (SutException | RuntimeException e) {
      inputs.close();
      throw e;
    }
    this.call =
        pass.graph()
            .call(
                pass.inputs(),
                pass.outputs(graphs.sizes().decoderLayers(), false, attentionLayers));
  }

  float[][] run(int[] tokens) throws SutException {
    inputs.tokens().put(Arrays.stream(tokens).asLongStream().toArray());
    inputs.startAt(cache.length());
    int length = cache.length() + 1;
    Tensor[] weights = attention.next(rows, 1);
    Tensor[] self = new Tensor[0];
    try {
      self = cache.nextSelf(rows, length);
      call.run(
          inputs.all(hidden, cache::self, cache::cross),
          Stream.of(new Tensor[] {logits}, self, weights)
              .flatMap(Arrays::stream)
              .toArray(Tensor[]::new));
    } catch (SutException | RuntimeException e) {
      KeyValueCache.close(self);
      KeyValueCache.close(weights);
      throw e;
    }
    cache.replaceSelf(self, length);
    attention.replace(weights, 1);
    for (int row = 0; row < rows; row++) {
      HalfFloats.read(
          logits.bytes(), logits.format(), row * graphs.sizes().vocabulary(), result[row]);
    }
    return result;
  }

  @Override
  public void close() {
    call.close();
    logits.close();
    inputs.close();
  }
}
