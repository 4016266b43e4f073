package io.humhelix.bench.backend.onnx.runtime;

import io.humhelix.bench.backend.onnx.decode.EncodedAudio;
import io.humhelix.bench.backend.onnx.model.NetworkSizes;
import io.humhelix.bench.spi.SutException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** The encoder's output, left where the decoder reads it. */
final class ResidentAudio implements EncodedAudio {

  static final int WINDOW_AXIS = 0;

  private final LoadedGraphs graphs;
  private final int windows;
  private final Tensor hidden;
  private final Consumer<AutoCloseable> onClose;

  private ResidentAudio(
      LoadedGraphs graphs, int windows, Tensor hidden, Consumer<AutoCloseable> onClose) {
    this.graphs = graphs;
    this.windows = windows;
    this.hidden = hidden;
    this.onClose = onClose;
  }

  static ResidentAudio encode(
      LoadedGraphs graphs, float[] features, int windows, Consumer<AutoCloseable> onClose)
      throws SutException {
    NetworkSizes sizes = graphs.sizes();
    Tensors tensors = graphs.tensors();
    Tensor hidden =
        tensors.resident(graphs.hidden(), windows, sizes.encoderPositions(), sizes.width());
    try (Tensor input = tensors.host(graphs.features(), windows, sizes.mels(), sizes.frames());
        Graph.Call call =
            graphs.encoder().call(List.of(LoadedGraphs.FEATURES), List.of(LoadedGraphs.HIDDEN))) {
      HalfFloats.write(features, input);
      call.run(new Tensor[] {input}, new Tensor[] {hidden});
    } catch (SutException | RuntimeException e) {
      hidden.close();
      throw e;
    }
    return new ResidentAudio(graphs, windows, hidden, onClose);
  }

  Tensor hidden() {
    return hidden;
  }

  @Override
  public int windows() {
    return windows;
  }

  /** A copy, made where the encoder's output lies. */
  @Override
  public EncodedAudio windows(int from, int count) throws SutException {
    Objects.checkFromIndexSize(from, count, windows);
    NetworkSizes sizes = graphs.sizes();
    Tensor part =
        graphs.tensors().resident(graphs.hidden(), count, sizes.encoderPositions(), sizes.width());
    try {
      graphs
          .gatherer()
          .gather(
              WINDOW_AXIS,
              new Tensor[] {hidden},
              new Tensor[] {part},
              LongStream.range(from, from + count).toArray());
    } catch (SutException | RuntimeException e) {
      part.close();
      throw e;
    }
    return new ResidentAudio(graphs, count, part, copy -> {});
  }

  @Override
  public void close() {
    hidden.close();
    onClose.accept(this);
  }
}
