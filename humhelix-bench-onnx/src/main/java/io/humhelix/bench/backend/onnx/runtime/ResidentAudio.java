package io.humhelix.bench.backend.onnx.runtime;

import io.humhelix.bench.backend.onnx.decode.EncodedAudio;
import io.humhelix.bench.backend.onnx.model.NetworkSizes;
import io.humhelix.bench.spi.SutException;
import java.util.List;
import java.util.function.Consumer;

/** The encoder's output, left where the decoder reads it. */
class ResidentAudio implements EncodedAudio {

  private final int windows;
  private final Tensor hidden;
  private final Consumer<AutoCloseable> onClose;

  private ResidentAudio(int windows, Tensor hidden, Consumer<AutoCloseable> onClose) {
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
    return new ResidentAudio(windows, hidden, onClose);
  }

  Tensor hidden() {
    return hidden;
  }

  @Override
  public int windows() {
    return windows;
  }

  @Override
  public EncodedAudio window(int index) {
    if (windows > 1) {
      throw new UnsupportedOperationException("a window of several");
    }
    return new ResidentAudio(1, hidden, closed -> {}) {
      @Override
      public void close() {
        // The memory is its owner's.
      }
    };
  }

  @Override
  public void close() {
    hidden.close();
    onClose.accept(this);
  }
}
