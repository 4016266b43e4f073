package io.humhelix.bench.backend.onnx.runtime;

import java.util.Objects;
import java.util.Optional;

/**
 * The arenas that all sessions of a network share, instead of one each: what the encoder is done
 * with serves the decoder.
 *
 * @param host whether host memory has one
 * @param device a device's, if it has one
 */
public record ArenaPlan(boolean host, Optional<Arena> device) {

  /** Every session has its own arenas. */
  public static final ArenaPlan NONE = new ArenaPlan(false, Optional.empty());

  public ArenaPlan {
    Objects.requireNonNull(device, "device");
  }

  /**
   * An arena.
   *
   * @param provider ONNX Runtime's name of the provider that makes it, such as {@code
   *     CUDAExecutionProvider}
   * @param memory the memory
   * @param limit most bytes that it takes; 0 for all there are
   * @param growsToPowersOfTwo whether each extension doubles it; else it grows by what is needed
   */
  public record Arena(
      String provider, DeviceMemory memory, long limit, boolean growsToPowersOfTwo) {}
}
