package io.humhelix.bench.backend.onnx.runtime;

import io.humhelix.bench.spi.SutException;
import java.nio.LongBuffer;

/**
 * The small inputs of a decoder's pass, which the host writes: tokens, their positions, and which
 * branch of a merged graph runs. With them it lines up all inputs of the pass.
 */
final class StepInputs implements AutoCloseable {

  private final DecoderPass pass;
  private final Tensor tokens;
  private final Tensor positions;
  private final Tensor branch;

  /**
   * Inputs for one shape.
   *
   * @param withCache whether the pass goes on from a cache
   */
  StepInputs(Tensors tensors, DecoderPass pass, int rows, int length, boolean withCache)
      throws SutException {
    this.pass = pass;
    Tensor[] made = new Tensor[3];
    try {
      made[0] = tensors.host(Format.INT64, rows, length);
      made[1] = tensors.host(Format.INT64, length);
      made[2] = tensors.host(Format.BOOL, 1);
    } catch (SutException | RuntimeException e) {
      KeyValueCache.close(made);
      throw e;
    }
    this.tokens = made[0];
    this.positions = made[1];
    this.branch = made[2];
    branch.bytes().put(0, (byte) (withCache ? 1 : 0));
  }

  /** Where the next row's tokens are written. */
  LongBuffer tokens() {
    return tokens.bytes().asLongBuffer();
  }

  /** Says at which position the first token stands. */
  void startAt(int first) {
    LongBuffer target = positions.bytes().asLongBuffer();
    for (int i = 0; target.hasRemaining(); i++) {
      target.put((long) first + i);
    }
  }

  /**
   * All inputs in the graph's order.
   *
   * @param self what the decoder has seen, by index
   * @param cross keys and values of the encoder's output, by index
   */
  Tensor[] all(Tensor hidden, Cached self, Cached cross) {
    Tensor[] all = new Tensor[pass.feeds().size()];
    for (int i = 0; i < all.length; i++) {
      DecoderPass.Feed feed = pass.feeds().get(i);
      all[i] =
          switch (feed.kind()) {
            case TOKENS -> tokens;
            case HIDDEN_STATES -> hidden;
            case USE_CACHE -> branch;
            case CACHE_POSITION -> positions;
            case SELF -> self.at(feed.index());
            case CROSS -> cross.at(feed.index());
          };
    }
    return all;
  }

  @Override
  public void close() {
    KeyValueCache.close(new Tensor[] {tokens, positions, branch});
  }

  /** Tensors of a cache by their index. */
  interface Cached {
    Tensor at(int index);
  }
}
