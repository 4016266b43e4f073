package io.humhelix.bench.backend.onnx.runtime;

import io.humhelix.bench.backend.onnx.model.NetworkSizes;
import io.humhelix.bench.spi.SutException;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The first pass of a decoding: the whole prompt at once, which also fills both caches. */
final class PromptStep implements AutoCloseable {

  static final int POSITION_AXIS = 1;

  private final LoadedGraphs graphs;
  private final KeyValueCache cache;
  private final AttentionWeights attention;
  private final Set<Integer> attentionLayers;
  private final List<Tensor> made = new ArrayList<>();

  /** Logits in host memory: of all positions, or only of the requested ones. */
  private Tensor logits;

  /** Where the wanted positions are in {@link #logits}. */
  private int[] places;

  PromptStep(
      LoadedGraphs graphs,
      KeyValueCache cache,
      AttentionWeights attention,
      Set<Integer> attentionLayers) {
    this.graphs = graphs;
    this.cache = cache;
    this.attention = attention;
    this.attentionLayers = attentionLayers;
  }

  void run(ResidentAudio audio, int[][] tokens, int[] positions) throws SutException {
    NetworkSizes sizes = graphs.sizes();
    Tensors tensors = graphs.tensors();
    DecoderPass pass = graphs.first();
    int batch = tokens.length;
    int length = tokens[0].length;
    Tensor hidden = hidden(audio, batch);
    Tensor none =
        kept(
            tensors.resident(
                graphs.cache(), batch, sizes.decoderHeads(), 0, sizes.decoderHeadWidth()));
    boolean pick = !tensors.residentOnHost() && positions.length < length;
    Tensor all =
        kept(
            pick
                ? tensors.resident(pass.logits(), batch, length, sizes.vocabulary())
                : tensors.host(pass.logits(), batch, length, sizes.vocabulary()));
    Tensor[] weights = attention.next(batch, length);
    Tensor[] self = new Tensor[0];
    Tensor[] cross = new Tensor[0];
    try (StepInputs inputs = new StepInputs(tensors, pass, batch, length, false);
        Graph.Call call =
            pass.graph()
                .call(pass.inputs(), pass.outputs(sizes.decoderLayers(), true, attentionLayers))) {
      self = cache.nextSelf(batch, length);
      cross = cache.nextCross(batch);
      LongBuffer ids = inputs.tokens();
      for (int[] row : tokens) {
        ids.put(Arrays.stream(row).asLongStream().toArray());
      }
      inputs.startAt(0);
      call.run(
          inputs.all(hidden, index -> none, index -> none),
          Stream.of(new Tensor[] {all}, self, cross, weights)
              .flatMap(Arrays::stream)
              .toArray(Tensor[]::new));
    } catch (SutException | RuntimeException e) {
      KeyValueCache.close(self);
      KeyValueCache.close(cross);
      KeyValueCache.close(weights);
      throw e;
    }
    cache.replaceSelf(self, length);
    cache.replaceCross(cross);
    attention.replace(weights, length);
    logits = pick ? picked(all, batch, positions) : all;
    places = pick ? java.util.stream.IntStream.range(0, positions.length).toArray() : positions;
  }

  /** Copies the logits of the wanted positions of a row. */
  void read(int row, float[][] target) {
    long[] shape = logits.shape();
    for (int i = 0; i < places.length; i++) {
      long offset = ((long) row * shape[1] + places[i]) * shape[2];
      HalfFloats.read(logits.bytes(), logits.format(), Math.toIntExact(offset), target[i]);
    }
  }

  /** The encoder's output, a window's repeated where its rows have prompts of their own. */
  private Tensor hidden(ResidentAudio audio, int batch) throws SutException {
    int windows = audio.windows();
    if (batch == windows) {
      return audio.hidden();
    }
    NetworkSizes sizes = graphs.sizes();
    Tensor repeated =
        kept(
            graphs
                .tensors()
                .resident(graphs.hidden(), batch, sizes.encoderPositions(), sizes.width()));
    long[] rows = new long[batch];
    Arrays.setAll(rows, row -> (long) row * windows / batch);
    graphs
        .gatherer()
        .gather(
            ResidentAudio.WINDOW_AXIS,
            new Tensor[] {audio.hidden()},
            new Tensor[] {repeated},
            rows);
    return repeated;
  }

  /** Only what is wanted leaves the device. */
  private Tensor picked(Tensor all, int batch, int[] positions) throws SutException {
    Tensor wanted =
        kept(
            graphs
                .tensors()
                .host(all.format(), batch, positions.length, graphs.sizes().vocabulary()));
    graphs
        .gatherer()
        .gather(
            POSITION_AXIS,
            new Tensor[] {all},
            new Tensor[] {wanted},
            Arrays.stream(positions).asLongStream().toArray());
    return wanted;
  }

  private Tensor kept(Tensor tensor) {
    made.add(tensor);
    return tensor;
  }

  @Override
  public void close() {
    made.forEach(Tensor::close);
  }
}
