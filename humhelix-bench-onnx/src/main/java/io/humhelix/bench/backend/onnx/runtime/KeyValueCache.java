package io.humhelix.bench.backend.onnx.runtime;

import io.humhelix.bench.backend.onnx.model.NetworkSizes;
import io.humhelix.bench.spi.SutException;

/**
 * What the decoder keeps of tokens and of the encoder's output: keys and values of every layer, in
 * the order that {@link DecoderPass.Feed#index} counts. For one thread.
 */
final class KeyValueCache implements AutoCloseable {

  static final int ROW_AXIS = 0;

  private final LoadedGraphs graphs;

  /** What the decoder has seen; null before the prompt. */
  private Tensor[] self;

  /** Keys and values of the encoder's output; null before the prompt. */
  private Tensor[] cross;

  private int length;

  KeyValueCache(LoadedGraphs graphs) {
    this.graphs = graphs;
  }

  /** How many tokens are in it. */
  int length() {
    return length;
  }

  Tensor self(int index) {
    return self[index];
  }

  Tensor cross(int index) {
    return cross[index];
  }

  /** Tensors for what comes after the tokens so far and some more. */
  Tensor[] nextSelf(int rows, int newLength) throws SutException {
    return tensors(rows, newLength);
  }

  /** Tensors for the cross-attention's keys and values. */
  Tensor[] nextCross(int rows) throws SutException {
    return tensors(rows, graphs.sizes().encoderPositions());
  }

  /** Takes over filled tensors. */
  void replaceSelf(Tensor[] filled, int newLength) {
    close(self);
    self = filled;
    length = newLength;
  }

  /** Takes over filled tensors, which stay for the whole decoding. */
  void replaceCross(Tensor[] filled) {
    close(cross);
    cross = filled;
  }

  /** Lets each row be what another one, or the only one of its window, was. */
  void pickSelf(long[] sources) throws SutException {
    replaceSelf(picked(self, sources, length), length);
  }

  /** The same for the cross-attention, whose rows are equal within a window. */
  void pickCross(long[] sources) throws SutException {
    replaceCross(picked(cross, sources, graphs.sizes().encoderPositions()));
  }

  private Tensor[] picked(Tensor[] from, long[] sources, int positions) throws SutException {
    Tensor[] to = tensors(sources.length, positions);
    try {
      graphs.gatherer().gather(ROW_AXIS, from, to, sources);
      return to;
    } catch (SutException | RuntimeException e) {
      close(to);
      throw e;
    }
  }

  private Tensor[] tensors(int rows, int positions) throws SutException {
    NetworkSizes sizes = graphs.sizes();
    Tensor[] made = new Tensor[2 * sizes.decoderLayers()];
    try {
      for (int i = 0; i < made.length; i++) {
        made[i] =
            graphs
                .tensors()
                .resident(
                    graphs.cache(),
                    rows,
                    sizes.decoderHeads(),
                    positions,
                    sizes.decoderHeadWidth());
      }
      return made;
    } catch (SutException | RuntimeException e) {
      close(made);
      throw e;
    }
  }

  static void close(Tensor[] tensors) {
    if (tensors != null) {
      for (Tensor tensor : tensors) {
        if (tensor != null) {
          tensor.close();
        }
      }
    }
  }

  @Override
  public void close() {
    close(self);
    close(cross);
    self = null;
    cross = null;
  }
}
